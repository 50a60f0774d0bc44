import config from './jest.config.mjs';

/** Runs that kill the process for real; minutes long, so a command of their own. */
export default {
  ...config,
  roots: ['<rootDir>/test/crash'],
  testPathIgnorePatterns: [],
  testTimeout: 15 * 60_000,
};
