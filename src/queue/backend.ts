import { once } from "node:events";
import { createPostgresBackend, type Processor, Queue, Worker, type WorkerOptions } from "bullmq";
import { Redis, type RedisOptions } from "ioredis";
import type pg from "pg";
import { openPool } from "../db/pool.ts";
import { type Log, silentLog } from "../log.ts";
import { logErrors } from "./log-errors.ts";
import { untilReachable } from "./until-reachable.ts";

/** The part of BullMQ's queue and worker that both kinds share. */
export type JobQueue = Pick<
	Queue,
	| "name"
	| "waitUntilReady"
	| "add"
	| "getJob"
	| "getJobCounts"
	| "getJobScheduler"
	| "upsertJobScheduler"
	| "removeJobScheduler"
	| "close"
>;
export type JobWorker = Pick<Worker, "name" | "waitUntilReady" | "run" | "cancelAllJobs" | "close">;
export type JobProcessor = Processor<unknown, void, string>;

export type QueueBackend = {
	readonly kind: "redis" | "postgres";
	/** The same object for the same name, as long as it could be reached once. With Redis down, adding to it fails within seconds and never hangs. */
	queue(name: string): JobQueue;
	/** Takes jobs from `run` on, see run-worker.ts. Close it before the backend. */
	worker(name: string, processor: JobProcessor, options: { concurrency: number }): JobWorker;
	/** Throws when the store behind the queues doesn't answer. */
	ping(): Promise<void>;
	close(): Promise<void>;
};

type WorkerSettings = Omit<WorkerOptions, "connection">;
type ReportsErrors = { on(event: "error", listener: (error: Error) => void): unknown };

type Store = {
	kind: QueueBackend["kind"];
	newQueue(name: string): JobQueue & ReportsErrors;
	newWorker(
		name: string,
		processor: JobProcessor,
		options: Omit<WorkerOptions, "connection">,
	): JobWorker & ReportsErrors;
	ping(): Promise<unknown>;
	close(): Promise<void>;
};

const SCHEMA = "bullmq";
/** The braces are Redis Cluster's hash tag: every key of ours lives on one node, as BullMQ's scripts need. */
const PREFIX = "{carillon}";
const ANSWER_WITHIN = 2_000;
/** Longer than any HTTP exchange of a job, so that a slow platform never looks like a dead worker. */
const LOCK_DURATION = 60_000;

/**
 * BullMQ on Redis when `redisUrl` is given, else on PostgreSQL (whose BullMQ tables `migrate` makes). Nothing of value lives here:
 * whatever is lost, the sweep makes again from the database.
 */
export async function openQueueBackend(options: {
	redisUrl?: string;
	databaseUrl: string;
	log?: Log;
}): Promise<QueueBackend> {
	const log = options.log ?? silentLog;
	const store =
		options.redisUrl === undefined ? postgresStore(options.databaseUrl) : await redisStore(options.redisUrl, log);
	const queues = new Map<string, JobQueue>();
	const closed = new AbortController();
	return {
		kind: store.kind,
		queue(name) {
			const known = queues.get(name);
			if (known) return known;
			const queue = store.newQueue(name);
			queue.on("error", logErrors(log, "A queue reported an error.", { queue: name }));
			queues.set(name, queue);
			// BullMQ keeps its first failure to reach PostgreSQL for ever: whoever asks once it can be reached again gets a new queue.
			queue.waitUntilReady().catch(async () => {
				await untilReachable(store, closed.signal);
				queues.delete(name);
			});
			return queue;
		},
		worker(name, processor, { concurrency }) {
			const worker = store.newWorker(name, processor, workerOptions(name, concurrency));
			worker.on("error", logErrors(log, "A worker reported an error.", { queue: name }));
			return worker;
		},
		async ping() {
			await store.ping();
		},
		async close() {
			closed.abort();
			await Promise.allSettled([...queues.values()].map((queue) => queue.close()));
			await store.close();
		},
	};
}

function workerOptions(name: string, concurrency: number): WorkerSettings {
	return {
		concurrency,
		autorun: false,
		lockDuration: LOCK_DURATION,
		removeOnComplete: { count: 0 },
		removeOnFail: { count: 0 },
		// A publish job whose worker vanished is not simply run again: its post's own row says what may be done.
		maxStalledCount: name.startsWith("publish-") ? 0 : 1,
	};
}

/** One try a job: whether a thing may be tried again is decided from the database. Finished jobs go, so that their ids can be used again. */
const defaultJobOptions = { attempts: 1, removeOnComplete: true, removeOnFail: true };

/** A Redis that is down does not stop us from starting: gifts are taken without it, and the sweep makes up for the jobs. */
async function redisStore(url: string, log: Log): Promise<Store> {
	const steady = {
		keepAlive: 10_000,
		connectTimeout: 5_000,
		retryStrategy: (tries: number) => Math.min(100 * 2 ** tries, 5_000),
	};
	const open = (use: string, options: RedisOptions) => {
		const client = new Redis(url, { ...steady, ...options, connectionName: `carillon-${use}` });
		client.on("error", logErrors(log, "Redis can't be reached.", { use }));
		return client;
	};
	// Whoever adds a job has somebody waiting: better an error now than an answer later.
	const producer = open("producer", {
		enableOfflineQueue: false,
		maxRetriesPerRequest: 1,
		commandTimeout: ANSWER_WITHIN,
	});
	await once(producer, "ready", { signal: AbortSignal.timeout(ANSWER_WITHIN) }).catch(() => {});
	let consumer: Redis | undefined;
	return {
		kind: "redis",
		newQueue: (name) => new Queue(name, { connection: producer, prefix: PREFIX, defaultJobOptions }),
		newWorker(name, processor, options) {
			// A worker has nobody waiting: it waits for Redis for as long as it takes.
			consumer ??= open("worker", { maxRetriesPerRequest: null });
			return new Worker(name, processor, { ...options, connection: consumer, prefix: PREFIX });
		},
		ping: () => producer.ping(),
		async close() {
			for (const client of [producer, consumer]) client?.disconnect();
		},
	};
}

function postgresStore(url: string): Store {
	const pool = openPool(url, {
		applicationName: "carillon queue",
		searchPath: SCHEMA,
		standardTypes: true,
		statementTimeout: 10_000,
	});
	// Every queue and worker adds a listener of its own.
	pool.setMaxListeners(0);
	return {
		kind: "postgres",
		newQueue: (name) => new Queue(name, { connection: pool, defaultJobOptions }, createPostgresBackend),
		newWorker(name, processor, options) {
			const worker = new Worker(name, processor, { ...options, connection: pool }, createPostgresBackend);
			makeRoomForListener(pool, worker);
			return worker;
		},
		ping: () => pool.query("select 1"),
		close: () => pool.end(),
	};
}

/** Each worker keeps one of the pool's connections for itself, to LISTEN on. */
function makeRoomForListener(pool: pg.Pool, worker: { once(event: "closed", gone: () => void): unknown }): void {
	pool.options.max += 1;
	worker.once("closed", () => {
		pool.options.max -= 1;
	});
}
