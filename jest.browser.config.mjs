import config from './jest.config.mjs';

/** The sandbox's page in a browser of the system; a command of its own, because not every machine has one. */
export default {
  ...config,
  roots: ['<rootDir>/test/browser'],
  testPathIgnorePatterns: [],
  testTimeout: 4 * 60_000,
  maxWorkers: 1,
};
