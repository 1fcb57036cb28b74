const { availableParallelism } = require('node:os');

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  moduleFileExtensions: ['ts', 'tsx', 'mjs', 'js', 'json', 'node'],
  transform: { '\\.(tsx?|mjs|js)$': '<rootDir>/jest.transform.cjs' },
  transformIgnorePatterns: ['/node_modules/(?!(preact|tldts-icann|tldts-core)/)'],
  setupFiles: ['<rootDir>/test/support/short-lives.cjs'],
  // Browsers and a busy machine take their time; a test that hangs still ends.
  testTimeout: 30_000,
  globalSetup: '<rootDir>/test/support/build-once.ts',
  testSequencer: '<rootDir>/jest.sequencer.cjs',
  // One more than there are cores: a test of a page mostly waits for its browser.
  maxWorkers: availableParallelism() + 1,
};
