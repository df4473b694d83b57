import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { file, world } from '../map/world.js';

test('the app has the map as it is drawn', () => {
  assert.equal(readFileSync(file, 'utf8'), world(), 'npm run map draws it again');
});

test('countries have places, those of far islands on their mainland', () => {
  const { height, land, places } = JSON.parse(world());
  assert.match(land, /^M[\d.,MLZ-]+$/);
  assert.ok(Object.keys(places).length > 230);
  const [france, spain, germany] = [places.FR, places.ES, places.DE];
  assert.ok(france[0] > spain[0] && france[0] < germany[0], 'France without Guiana');
  assert.ok(places.AU[1] > places.ID[1] + 20, 'Australia, not one of her islands');
  for (const [country, [x, y]] of Object.entries(places)) {
    assert.ok(x > 0 && x < 640 && y > 0 && y < height, country);
  }
});
