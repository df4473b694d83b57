// `npm run map` draws the world again, after a new version of the shapes.
import { writeFileSync } from 'node:fs';
import { file, world } from './world.js';

writeFileSync(file, world());
