/** The source of this repository as tests read it: every module, its syntax tree, what it imports and may import. */
export { parseModule, readModules, root, type Module } from './modules.ts';
export { arrows } from './rules.ts';
