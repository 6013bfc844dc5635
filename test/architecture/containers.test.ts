import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { Command } from "commander";
import { load, YAML11_SCHEMA } from "js-yaml";
import { ROOT } from "./source.ts";

// There is no Docker engine where the tests run, so what can be checked without one is: that every command, setting and path
// named in the container files exists in the program.
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");

type Service = {
	image: string;
	command?: string[];
	container_name?: string;
	ports?: string[];
	restart?: string;
	stop_grace_period?: string;
	environment?: Record<string, string>;
	depends_on?: Record<string, { condition: string }>;
	healthcheck?: { test?: string[]; disable?: boolean };
	volumes?: string[];
};

const compose = load(read("docker-compose.yml"), { schema: YAML11_SCHEMA }) as {
	services: Record<string, Service>;
	volumes: Record<string, unknown>;
};
const dockerfile = read("Dockerfile");
const services = Object.entries(compose.services);
const ours = services.filter(([, service]) => service.image === "carillon");
const settings = new Set([...read("config/env.ts").matchAll(/^\t([A-Z][A-Z0-9_]+): /gm)].map((match) => match[1]));

/** Every command as the command line declares it: "api", "worker publish". */
async function declaredCommands(): Promise<string[]> {
	const program = new Command();
	for (const name of readdirSync(join(ROOT, "src/command"))) {
		const declared = (await import(`../../src/command/${name}`)) as Record<string, unknown>;
		for (const [name, add] of Object.entries(declared)) {
			if (name.startsWith("add") && typeof add === "function") add(program);
		}
	}
	return program.commands.flatMap((one) => [one.name(), ...one.commands.map((two) => `${one.name()} ${two.name()}`)]);
}

describe("docker-compose.yml", () => {
	test("runs every role of the house", () => {
		expect(Object.fromEntries(ours.map(([name, service]) => [name, service.command?.join(" ")]))).toEqual({
			migrate: "migrate",
			api: "api",
			publish: "worker publish",
			schedule: "worker schedule",
		});
	});

	test("names only commands that the command line has", async () => {
		const asked = ours.map(([, service]) => service.command?.join(" "));
		expect(await declaredCommands()).toEqual(expect.arrayContaining(asked));
	});

	test("sets only what config/env.ts reads", () => {
		expect(settings.size).toBeGreaterThan(10);
		for (const [, service] of ours) {
			expect(Object.keys(service.environment ?? {}).filter((name) => !settings.has(name))).toEqual([]);
		}
		const inImage = [...dockerfile.matchAll(/^(?:ENV|\t)\s*([A-Z_]+)=/gm)].map((match) => match[1] ?? "");
		expect(inImage).toContain("HOST");
		expect(inImage.filter((name) => name !== "NODE_ENV" && !settings.has(name))).toEqual([]);
	});

	test("holds no secret: each comes from outside, and the services refuse to start without it", () => {
		for (const [name, service] of services) {
			for (const [key, value] of Object.entries(service.environment ?? {})) {
				if (!/PASSWORD|SECRET|TOKEN|DATABASE_URL/.test(key)) continue;
				expect([name, key, value]).toEqual([name, key, expect.stringMatching(/\$\{[A-Z_]+:[?-]/)]);
			}
		}
	});

	test("lets api, publish and schedule be scaled: no fixed name, no single host port", () => {
		for (const [name, service] of ours) {
			expect([name, service.container_name]).toEqual([name, undefined]);
			for (const port of service.ports ?? [])
				expect([name, port]).toEqual([name, expect.stringMatching(/:\d+-\d+:\d+$/)]);
		}
	});

	test("starts nothing before the database is migrated, and gives a send time to end", () => {
		for (const [name, service] of ours) {
			if (name === "migrate") continue;
			expect([name, service.depends_on?.migrate?.condition]).toEqual([name, "service_completed_successfully"]);
			expect([name, service.restart]).toEqual([name, "unless-stopped"]);
			// The platform's answer is waited for 15 s (CHANNEL_TIMEOUT_MS).
			expect([name, Number.parseInt(service.stop_grace_period ?? "0", 10) > 15]).toEqual([name, true]);
		}
		expect(compose.services.migrate?.restart).toBe("no");
	});

	test("asks both stores for their health, and keeps Redis from forgetting jobs", () => {
		expect(compose.services.postgres?.healthcheck?.test).toContain("pg_isready");
		expect(compose.services.redis?.healthcheck?.test).toContain("redis-cli");
		const redis = compose.services.redis?.command?.join(" ");
		expect(redis).toContain("--maxmemory-policy noeviction");
		expect(redis).toContain("--appendonly yes --appendfsync everysec");
	});

	test("declares every volume it mounts", () => {
		const named = services.flatMap(([, service]) => service.volumes ?? []).map((volume) => volume.split(":")[0] ?? "");
		const missing = named.filter((volume) => /^[a-z]+$/.test(volume) && !(volume in compose.volumes));
		expect(missing).toEqual([]);
	});
});

describe("Dockerfile", () => {
	test("runs the command that the build links, as an unprivileged user, and stops it by SIGTERM", () => {
		expect(dockerfile).toContain('ENTRYPOINT ["node", "dist/src/cli.js"]');
		expect(read("config/after-build.js")).toContain("dist/src/cli.js");
		expect(dockerfile).toMatch(/^USER node$/m);
		expect(dockerfile).toMatch(/^STOPSIGNAL SIGTERM$/m);
		expect(dockerfile).toMatch(/^HEALTHCHECK[\s\S]*?CMD \["node", .*\/healthz/m);
	});

	test("copies only what exists, and what .dockerignore lets through", () => {
		const ignore = read(".dockerignore").split("\n");
		const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+)$/gm)].flatMap((match) =>
			(match[1] ?? "").split(" ").slice(0, -1),
		);
		expect(copied.length).toBeGreaterThan(5);
		expect(copied.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
		expect(copied.filter((path) => !ignore.includes(`!${path.replace("./", "")}`))).toEqual([]);
	});

	test("carries the wording and the examples that the program reads at run time", () => {
		for (const folder of ["config/templates", "config/campaigns"]) {
			expect(dockerfile).toContain(`COPY --from=build /app/${folder} ./${folder}`);
			expect(existsSync(join(ROOT, folder))).toBe(true);
		}
	});
});
