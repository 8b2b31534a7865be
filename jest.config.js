/** The checkout as a pattern: its path may hold signs that mean something in one. */
const here = import.meta.dirname.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");

const project = {
  testEnvironment: "node",
  extensionsToTreatAsEsm: [".ts"],
  moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" },
  transform: { "^.+\\.ts$": ["ts-jest", { useESM: true, transpilation: true }] },
  setupFilesAfterEnv: ["<rootDir>/test/support/setup.ts"],
  modulePathIgnorePatterns: [`^${here}/\\.lab/`],
};

/**
 * unit: pure code and components under mocks. engine: the real CLI, engine, provider and API server, without Docker.
 * bed: kind clusters on a real Docker engine.
 */
export default {
  testTimeout: 300_000,
  // modules of a test file stay in memory when it is over: a worker that has seen many of them makes room for a new one
  workerIdleMemoryLimit: "1500MB",
  projects: [
    { ...project, displayName: "unit", testMatch: ["<rootDir>/test/**/*.test.ts"] },
    { ...project, displayName: "engine", testMatch: ["<rootDir>/test/engine/**/*.itest.ts"] },
    { ...project, displayName: "bed", testMatch: ["<rootDir>/test/live/**/*.itest.ts"] },
  ],
};
