import { fileURLToPath } from "node:url";

/** Tests run the TypeScript as written; suites that start processes use the build that `npm test` makes first. */
export default {
	rootDir: fileURLToPath(new URL("..", import.meta.url)),
	testEnvironment: "node",
	testMatch: ["<rootDir>/test/**/*.test.ts"],
	modulePathIgnorePatterns: ["<rootDir>/dist"],
	extensionsToTreatAsEsm: [".ts", ".tsx"],
	transform: {
		"\\.tsx?$": [
			"@swc/jest",
			{
				jsc: {
					target: "es2022",
					parser: { syntax: "typescript", tsx: true },
					transform: { react: { runtime: "automatic" } },
				},
				module: { type: "es6" },
			},
		],
	},
	// Plain JavaScript: Jest loads these two outside its own module system.
	globalSetup: "<rootDir>/test/support/global-setup.js",
	globalTeardown: "<rootDir>/test/support/global-teardown.js",
	testTimeout: 30_000,
	maxWorkers: 2,
};
