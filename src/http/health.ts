import type { Pool } from "pg";
import type { Route } from "./route-table.ts";

/** Something without which this process cannot do its work. `check` throws or rejects where it isn't there. */
export type Readiness = { readonly name: string; readonly check: () => Promise<void> };

const PATIENCE_MS = 2000;

/**
 * `/healthz`: 200 while the process lives, whatever else is broken: restarting it would not help. `/readyz`: 200 where it can do its
 * work, else 503 with what is missing, so that a load balancer sends the gifts elsewhere.
 */
export function healthRoutes(checks: readonly Readiness[], patienceMs = PATIENCE_MS): Route[] {
	const headers = { "Cache-Control": "no-store" };
	return [
		{
			method: "get",
			path: "/healthz",
			handle: () => ({ kind: "json", status: 200, headers, body: { status: "alive" } }),
		},
		{
			method: "get",
			path: "/readyz",
			handle: async () => {
				const found = await Promise.all(checks.map(async (one) => ({ [one.name]: await isThere(one, patienceMs) })));
				const body: Record<string, string> = Object.assign({}, ...found);
				const ready = Object.values(body).every((state) => state === "ok");
				return {
					kind: "json",
					status: ready ? 200 : 503,
					headers,
					body: { status: ready ? "ready" : "not ready", ...body },
				};
			},
		},
	];
}

/** The database answers. */
export function databaseAnswers(pool: Pool): Readiness {
	return {
		name: "database",
		async check() {
			await pool.query("select 1");
		},
	};
}

/** The database has every table this version needs. */
export function databaseIsMigrated(pool: Pool, newest: string): Readiness {
	return {
		name: "migrations",
		async check() {
			const { rowCount } = await pool.query("select 1 from schema_migration where name = $1", [newest]);
			if (rowCount !== 1) throw new Error("not migrated");
		},
	};
}

/** "ok", or why not in words that give nothing away. */
async function isThere(one: Readiness, patienceMs: number): Promise<string> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<string>((resolve) => {
		timer = setTimeout(() => resolve("no answer in time"), patienceMs);
	});
	const checked = one.check().then(
		() => "ok",
		() => "failed",
	);
	const state = await Promise.race([checked, late]);
	clearTimeout(timer);
	return state;
}
