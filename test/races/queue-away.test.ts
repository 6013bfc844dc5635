import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { silentLog } from "../../src/log.ts";
import { openQueueBackend } from "../../src/queue/backend.ts";
import { runWorker } from "../../src/queue/run-worker.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { type DatabaseProxy, openDatabaseProxy } from "../support/database-proxy.ts";
import { until } from "../support/until.ts";

describe("a queue whose database is away when the process starts", () => {
	let database: TestDatabase;
	let proxy: DatabaseProxy;

	beforeAll(async () => {
		database = await openTestDatabase();
		proxy = await openDatabaseProxy(database.url);
	});
	afterAll(async () => {
		await proxy.close();
		await database.drop();
	});

	test("a worker takes its jobs as soon as the database is there, and starves nothing meanwhile", async () => {
		await proxy.cut();
		const backend = await openQueueBackend({ databaseUrl: proxy.url });
		const told: string[] = [];
		const done: number[] = [];
		const worker = runWorker(backend, "publish-x1", {
			concurrency: 1,
			log: (_level, sentence) => told.push(sentence),
			async handle(work) {
				if (work.name === "publish") done.push(work.payload.postId);
				return undefined;
			},
		});
		await until("it says that it can't reach its queue", () =>
			told.some((one) => one.includes("can't reach its queue")),
		);
		await proxy.restore();
		const direct = await openQueueBackend({ databaseUrl: database.url, log: silentLog });
		await direct.queue("publish-x1").add("publish", { postId: 7 });
		await until("the job is done", () => done.length === 1);
		expect(done).toEqual([7]);
		await worker.close(1_000);
		await backend.close();
		await direct.close();
	});

	test("who could not add a job because the database was away can add it later", async () => {
		await proxy.cut();
		const backend = await openQueueBackend({ databaseUrl: proxy.url });
		await expect(backend.queue("publish-x2").add("publish", { postId: 8 })).rejects.toThrow();
		await proxy.restore();
		await until("it is added", () =>
			backend
				.queue("publish-x2")
				.add("publish", { postId: 8 })
				.then(
					() => true,
					() => false,
				),
		);
		expect(await backend.queue("publish-x2").getJobCounts("waiting")).toEqual({ waiting: 1 });
		await backend.close();
	});

	test("a worker that never reached it ends when it is told to", async () => {
		await proxy.cut();
		const backend = await openQueueBackend({ databaseUrl: proxy.url });
		const worker = runWorker(backend, "publish-x3", { concurrency: 1, log: silentLog, handle: async () => undefined });
		const began = performance.now();
		await worker.close(1_000);
		expect(performance.now() - began).toBeLessThan(4_000);
		await backend.close();
		await proxy.restore();
	});
});
