import config from './jest.config.mjs';

/** A day of the whole bot on a simulated clock; minutes long, so a command of its own. */
export default {
  ...config,
  roots: ['<rootDir>/test/simulation'],
  testPathIgnorePatterns: [],
  testTimeout: 20 * 60_000,
};
