const project = {
  testEnvironment: "node",
  extensionsToTreatAsEsm: [".ts"],
  moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" },
  transform: { "^.+\\.ts$": ["ts-jest", { useESM: true }] },
  setupFilesAfterEnv: ["<rootDir>/test/support/setup.ts"],
  modulePathIgnorePatterns: ["<rootDir>/.lab/"],
};

/**
 * unit: pure code and components under mocks. engine: the real CLI, engine, provider and API server, without Docker.
 * bed: kind clusters on a real Docker engine.
 */
export default {
  testTimeout: 300_000,
  projects: [
    { ...project, displayName: "unit", testMatch: ["<rootDir>/test/**/*.test.ts"] },
    { ...project, displayName: "engine", testMatch: ["<rootDir>/test/engine/**/*.itest.ts"] },
    { ...project, displayName: "bed", testMatch: ["<rootDir>/test/live/**/*.itest.ts"] },
  ],
};
