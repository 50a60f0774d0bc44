import base from './jest.config.mjs';

/** The examples of CONTRIBUTING.md on a copy of the project: `npm run test:contributing`. */
export default {
  ...base,
  roots: ['<rootDir>/test/contributing'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 600_000,
};
