// The world as the app draws it: one path of all land, and where each country's circle stands.
// Shapes are of Natural Earth (public domain), packaged by world-atlas, in the projection of the
// same name. Antarctica is left out.
import { createRequire } from 'node:module';
import { geoArea, geoCentroid, geoNaturalEarth1, geoPath } from 'd3-geo';
import countries from 'i18n-iso-countries';
import { feature, merge } from 'topojson-client';

const require = createRequire(import.meta.url);

/** Where the app finds it. */
export const file = new URL(
  '../../shared/src/main/resources/io/artistos/shared/charts/world.json',
  import.meta.url,
);

const WIDTH = 640;
const MARGIN = 12;
const ANTARCTICA = '010';

/** Two letters of ISO 3166-1, undefined for what has no code: disputed places. */
const code = (shape) => (shape.id ? countries.numericToAlpha2(shape.id) : undefined);

/** Far islands and departments do not pull a country's circle into the sea. */
const mainland = (geometry) =>
  geometry.type === 'Polygon'
    ? geometry
    : geometry.coordinates
        .map((coordinates) => ({ type: 'Polygon', coordinates }))
        .reduce((one, other) => (geoArea(other) > geoArea(one) ? other : one));

const rounded = (number) => Math.round(number * 10) / 10;

/** @returns {string} JSON: height, the path of the land, and by country x and y; units of the picture */
export function world() {
  const coarse = require('world-atlas/countries-110m.json');
  const fine = require('world-atlas/countries-50m.json');
  const land = merge(
    coarse,
    coarse.objects.countries.geometries.filter((shape) => shape.id !== ANTARCTICA),
  );
  const projection = geoNaturalEarth1()
    .precision(2)
    .fitWidth(WIDTH - 2 * MARGIN, land);
  const [[left, top], [, bottom]] = geoPath(projection).bounds(land);
  const [x, y] = projection.translate();
  projection.translate([x - left + MARGIN, y - top]);
  // Some codes have several shapes: Australia and islands of hers. The largest is the country.
  const shapes = feature(fine, fine.objects.countries)
    .features.filter((shape) => code(shape) && shape.id !== ANTARCTICA)
    .map((shape) => [code(shape), mainland(shape.geometry)])
    .sort(([, one], [, other]) => geoArea(one) - geoArea(other));
  const places = Object.fromEntries(
    shapes.map(([country, shape]) => [country, projection(geoCentroid(shape)).map(rounded)]),
  );
  const drawn = {
    height: Math.ceil(bottom - top),
    land: geoPath(projection).digits(1)(land),
    places: Object.fromEntries(Object.entries(places).sort()),
  };
  return `${JSON.stringify(drawn)}\n`;
}
