import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { silentLog } from "../../src/log.ts";
import { addJob } from "../../src/queue/add-job.ts";
import { openQueueBackend, type QueueBackend } from "../../src/queue/backend.ts";
import type { Work } from "../../src/queue/jobs.ts";
import { keepSchedulers } from "../../src/queue/keep-schedulers.ts";
import { type RunningWorker, runWorker, type WorkerDefinition } from "../../src/queue/run-worker.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { redisIsInstalled, redisMissing, startRedis, type TestRedis } from "../support/redis.ts";
import { until } from "../support/until.ts";
import { describeWith } from "../support/when-present.ts";
import { wipePostgresQueue } from "../support/wipe-queue.ts";

type Place = {
	open(): Promise<QueueBackend>;
	/** Loses everything the queue holds. */
	lose(): Promise<void>;
	close(): Promise<void>;
};

async function postgresPlace(): Promise<Place> {
	const database: TestDatabase = await openTestDatabase();
	return {
		open: () => openQueueBackend({ databaseUrl: database.url }),
		lose: () => wipePostgresQueue(database.pool),
		close: () => database.drop(),
	};
}

async function redisPlace(): Promise<Place> {
	const redis: TestRedis = await startRedis();
	return {
		open: () => openQueueBackend({ redisUrl: redis.url, databaseUrl: "postgres://unused" }),
		lose: () => redis.flush(),
		close: () => redis.stop(),
	};
}

/** A promise that the test settles. */
function gate(): { opened: Promise<void>; open(): void } {
	let open = () => {};
	const opened = new Promise<void>((resolve) => {
		open = resolve;
	});
	return { opened, open: () => open() };
}

function queueContract(newPlace: () => Promise<Place>): void {
	let place: Place;
	let backend: QueueBackend;
	let workers: RunningWorker[] = [];

	beforeAll(async () => {
		place = await newPlace();
	});
	beforeEach(async () => {
		backend = await place.open();
	});
	afterEach(async () => {
		await Promise.all(workers.map((worker) => worker.close(1_000)));
		workers = [];
		await place.lose();
		await backend.close();
	});
	afterAll(async () => {
		await place.close();
	});

	function work(queue: string, handle: WorkerDefinition["handle"], concurrency = 1): RunningWorker {
		const worker = runWorker(backend, queue, { handle, concurrency, log: silentLog });
		workers.push(worker);
		return worker;
	}

	/** Collects the ids of the posts it is given. */
	function collect(queue: string): number[] {
		const seen: number[] = [];
		work(queue, async (job) => {
			if (job.name === "publish") seen.push(job.payload.postId);
			return undefined;
		});
		return seen;
	}

	test("a job that is added is done, with its payload", async () => {
		const done: Work[] = [];
		work("publish-x1", async (job) => {
			done.push(job);
			return undefined;
		});
		await addJob(backend, "publish-x1", "publish", { postId: 7 }, { jobId: "post-7" });
		await until("the job is done", () => done.length === 1);
		expect(done).toEqual([{ name: "publish", payload: { postId: 7 } }]);
	});

	test("an id that still exists is not added twice, and can be used again once its job is done", async () => {
		const hold = gate();
		const seen: number[] = [];
		await addJob(backend, "publish-x1", "publish", { postId: 1 }, { jobId: "post-1" });
		await addJob(backend, "publish-x1", "publish", { postId: 1 }, { jobId: "post-1" });
		work("publish-x1", async (job) => {
			if (job.name === "publish") seen.push(job.payload.postId);
			await hold.opened;
			return undefined;
		});
		await until("the job has begun", () => seen.length === 1);
		await addJob(backend, "publish-x1", "publish", { postId: 1 }, { jobId: "post-1" });
		hold.open();
		await addJob(backend, "publish-x1", "publish", { postId: 2 }, { jobId: "post-2" });
		await until("the queue has come to the last job", () => seen.includes(2));
		expect(seen).toEqual([1, 2]);
		await until(
			"the first job is gone",
			async () => (await backend.queue("publish-x1").getJob("post-1")) === undefined,
		);
		await addJob(backend, "publish-x1", "publish", { postId: 1 }, { jobId: "post-1" });
		await until("the id was taken again", () => seen.length === 3);
	});

	test("a job whose handler fails is removed, and its id can be used again", async () => {
		let tries = 0;
		work("publish-x1", async () => {
			tries++;
			if (tries === 1) throw new Error("refused");
			return undefined;
		});
		await addJob(backend, "publish-x1", "publish", { postId: 1 }, { jobId: "post-1" });
		await until(
			"the failed job is gone",
			async () => tries === 1 && (await backend.queue("publish-x1").getJob("post-1")) === undefined,
		);
		await addJob(backend, "publish-x1", "publish", { postId: 1 }, { jobId: "post-1" });
		await until("it was tried again", () => tries === 2);
	});

	test("a handler puts its job off, and gets the same job again then", async () => {
		const at: number[] = [];
		let due = 0;
		work("publish-x1", async () => {
			at.push(Date.now());
			if (at.length > 1) return undefined;
			due = Date.now() + 300;
			return { delayUntil: due };
		});
		await addJob(backend, "publish-x1", "publish", { postId: 1 }, { jobId: "post-1" });
		await until("the job was put off", () => at.length === 1);
		await addJob(backend, "publish-x1", "publish", { postId: 1 }, { jobId: "post-1" });
		await until("it came again", () => at.length === 2);
		expect(at[1]).toBeGreaterThanOrEqual(due);
		await until("it is done", async () => (await backend.queue("publish-x1").getJob("post-1")) === undefined);
		expect(at).toHaveLength(2);
	});

	test("a job added for later waits until then", async () => {
		const seen: number[] = [];
		work("publish-x1", async () => {
			seen.push(Date.now());
			return undefined;
		});
		const due = Date.now() + 300;
		await addJob(backend, "publish-x1", "publish", { postId: 1 }, { delayUntil: due });
		await until("it was done", () => seen.length === 1);
		expect(seen[0]).toBeGreaterThanOrEqual(due);
	});

	test("two workers share one queue's jobs and do each once", async () => {
		const first = collect("publish-x1");
		const second = collect("publish-x1");
		const ids = Array.from({ length: 40 }, (_, index) => index + 1);
		await Promise.all(ids.map((postId) => addJob(backend, "publish-x1", "publish", { postId })));
		await until("all are done", () => first.length + second.length >= ids.length);
		expect([...first, ...second].sort((a, b) => a - b)).toEqual(ids);
	});

	test("a queue that waits does not hold up another account's", async () => {
		const hold = gate();
		work("publish-x1", async () => {
			await hold.opened;
			return undefined;
		});
		const other = collect("publish-fb1");
		await addJob(backend, "publish-x1", "publish", { postId: 1 });
		await addJob(backend, "publish-fb1", "publish", { postId: 2 });
		await until("the other account's job is done", () => other.length === 1);
		hold.open();
	});

	test("closing waits for the job under way, and takes no other", async () => {
		const hold = gate();
		const events: string[] = [];
		const worker = work("publish-x1", async (job) => {
			events.push(`begun ${JSON.stringify(job.payload)}`);
			await hold.opened;
			events.push("done");
			return undefined;
		});
		await addJob(backend, "publish-x1", "publish", { postId: 1 });
		await until("the job has begun", () => events.length === 1);
		await addJob(backend, "publish-x1", "publish", { postId: 2 });
		const closed = worker.close(10_000).then(() => events.push("closed"));
		hold.open();
		await closed;
		expect(events).toEqual(['begun {"postId":1}', "done", "closed"]);
	});

	test("closing gives up a job that does not end in time, tells it so, and returns", async () => {
		let told = false;
		let begun = false;
		const worker = work("publish-x1", async (_job, { signal }) => {
			begun = true;
			signal.addEventListener("abort", () => {
				told = true;
			});
			return new Promise<undefined>(() => {});
		});
		await addJob(backend, "publish-x1", "publish", { postId: 1 }, { jobId: "post-1" });
		await until("the job has begun", () => begun);
		const start = performance.now();
		await worker.close(100);
		expect(performance.now() - start).toBeLessThan(2_500);
		expect(told).toBe(true);
		expect(await backend.queue("publish-x1").getJob("post-1")).toBeUndefined();
	});

	test("a job that is not in the table, or carries something else, fails without reaching the handler", async () => {
		const reached: Work[] = [];
		work("publish-x1", async (job) => {
			reached.push(job);
			return undefined;
		});
		await backend.queue("publish-x1").add("dance", {}, { jobId: "a" });
		await backend.queue("publish-x1").add("publish", { postId: 3, text: "no text in the queue" }, { jobId: "b" });
		await addJob(backend, "publish-x1", "publish", { postId: 4 });
		await until("the good one is done", () => reached.length === 1);
		expect(reached).toEqual([{ name: "publish", payload: { postId: 4 } }]);
		await expect(addJob(backend, "publish-x1", "publish", { postId: -1 })).rejects.toThrow(
			/payload of the job publish is wrong/,
		);
	});

	test("the schedule comes round, outlives the loss of the queue, and is not slowed by looking after it", async () => {
		let rounds = 0;
		work("schedule", async (job) => {
			if (job.name === "sweep") rounds++;
			return undefined;
		});
		const schedule = keepSchedulers(backend, [{ id: "sweep", every: 200, name: "sweep", payload: {} }], {
			log: silentLog,
			lookEvery: 50,
		});
		try {
			await until("it has come round", () => rounds >= 3);
			await place.lose();
			const before = rounds;
			const start = performance.now();
			await until("it comes round again", () => rounds >= before + 5);
			expect(performance.now() - start).toBeGreaterThan(700);
		} finally {
			await schedule.stop();
		}
	});

	test("two processes keep the same schedule, and each round comes once", async () => {
		let rounds = 0;
		work("schedule", async () => {
			rounds++;
			return undefined;
		});
		const definitions = [{ id: "sweep", every: 250, name: "sweep", payload: {} }] as const;
		const start = performance.now();
		const keepers = [1, 2].map(() => keepSchedulers(backend, definitions, { log: silentLog, lookEvery: 40 }));
		try {
			await until("it has come round", () => rounds >= 6);
			// Six rounds span at least five intervals; the first comes at once.
			expect(performance.now() - start).toBeGreaterThan(1_000);
		} finally {
			await Promise.all(keepers.map((keeper) => keeper.stop()));
		}
	});

	test("it answers when asked whether it is there", async () => {
		await expect(backend.ping()).resolves.toBeUndefined();
	});
}

describe("the queue on PostgreSQL", () => {
	queueContract(postgresPlace);
});

describe("a PostgreSQL that ends every connection", () => {
	test("worker and producer go on with new ones", async () => {
		const database = await openTestDatabase();
		const backend = await openQueueBackend({ databaseUrl: database.url });
		const done: string[] = [];
		const worker = runWorker(backend, "publish-x1", {
			concurrency: 2,
			log: silentLog,
			async handle(_work, { jobId }) {
				done.push(jobId);
				return undefined;
			},
		});
		for (const round of ["a", "b", "c"]) {
			const jobId = `post-${round}`;
			await until("adding works", () =>
				addJob(backend, "publish-x1", "publish", { postId: 1 }, { jobId }).then(
					() => true,
					() => false,
				),
			);
			await until("the worker does it", () => done.includes(jobId));
			await database.pool.query(
				"select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
			);
		}
		expect([...new Set(done)]).toEqual(["post-a", "post-b", "post-c"]);
		await worker.close();
		await backend.close();
		await database.drop();
	});
});

if (redisIsInstalled) {
	describe("the queue on Redis", () => {
		queueContract(redisPlace);
	});

	describe("a Redis that goes away", () => {
		let redis: TestRedis;
		let backend: QueueBackend;
		beforeEach(async () => {
			redis = await startRedis();
			backend = await openQueueBackend({ redisUrl: redis.url, databaseUrl: "postgres://unused" });
		});
		afterEach(async () => {
			await backend.close();
			await redis.stop();
		});

		test("adding fails soon and says which queue; once it is back both sides go on", async () => {
			const done: string[] = [];
			const worker = runWorker(backend, "publish-x1", {
				concurrency: 1,
				log: silentLog,
				async handle(_work, { jobId }) {
					done.push(jobId);
					return undefined;
				},
			});
			await addJob(backend, "publish-x1", "publish", { postId: 1 }, { jobId: "post-1" });
			await until("the first is done", () => done.length === 1);
			await redis.stop();
			const start = performance.now();
			await expect(addJob(backend, "publish-x1", "publish", { postId: 2 }, { jobId: "post-2" })).rejects.toThrow();
			await expect(addJob(backend, "publish-y1", "publish", { postId: 2 })).rejects.toThrow();
			await expect(backend.ping()).rejects.toThrow();
			expect(performance.now() - start).toBeLessThan(8_000);
			await redis.resume();
			await until("adding works again", () =>
				addJob(backend, "publish-x1", "publish", { postId: 3 }, { jobId: "post-3" }).then(
					() => true,
					() => false,
				),
			);
			await until("the worker goes on", () => done.includes("post-3"));
			await worker.close();
		});
	});
} else {
	describeWith({ present: false, how: redisMissing }, "the queue on Redis", () => undefined);
}
