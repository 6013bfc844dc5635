import { fileURLToPath } from "node:url";

// As in production, for what the tests load and for what they start: React's own checks cost a good part of a page.
process.env.NODE_ENV = "production";

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
	// Time is measured in the bench. A test waits for what has to come, and a machine that is busy with other things may take its time.
	testTimeout: 120_000,
	maxWorkers: 2,
	// Modules of a suite that is over are not let go of all: a worker that has run half of them spends its time on its memory.
	workerIdleMemoryLimit: "1GB",
};
