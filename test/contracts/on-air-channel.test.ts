import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { saveCampaign } from "../../src/campaign/store.ts";
import { createOnAirChannel } from "../../src/channel/on-air.ts";
import type { OutgoingPost } from "../../src/channel/port.ts";
import { isOutage } from "../../src/db/error-kind.ts";
import { findScript, recordScript } from "../../src/ledger/script.ts";
import { createFaultPlan } from "../../src/sandbox/faults.ts";
import { aCampaign } from "../support/campaigns.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { describeChannelContract } from "./channel-contract.ts";

const NO_CREDENTIALS = { seal: () => "", unseal: () => ({}) };
const campaign = aCampaign({ id: "c1", slug: "c1" });

let database: TestDatabase;
beforeAll(async () => {
	database = await openTestDatabase();
	await saveCampaign(database.pool, campaign, [], NO_CREDENTIALS);
});
afterAll(() => database.drop());

/** The contract's ids are words, the database's are numbers. */
const scriptOf = ({ campaignId, announcementId, text }: OutgoingPost) => ({
	campaignId,
	announcementId: announcementId.replace(/\D/g, ""),
	text,
});

/** The hosts' screens on a real ledger; `shown` is by seq, so the same sentence recorded again stands there once. */
function aScreen() {
	const shown = new Map<number, string>();
	const channel = createOnAirChannel({
		async record(post) {
			const seq = await recordScript(database.pool, scriptOf(post), Date.now());
			shown.set(seq, post.text);
			return seq;
		},
		find: (post) => findScript(database.pool, scriptOf(post)),
		isAway: isOutage,
	});
	return { channel, shown };
}

describeChannelContract(
	"The host's script",
	async () => {
		const { channel, shown } = aScreen();
		return {
			channel,
			received: () => [...shown.values()],
			writes: () => shown.size,
			faults: createFaultPlan(),
			secrets: [],
			stop: async () => {},
		};
	},
	"nothing-fails",
);

test("the same announcement said twice stands on the screens once", async () => {
	const { channel, shown } = aScreen();
	const post = {
		postId: "1",
		campaignId: "c1",
		announcementId: "90001",
		language: "en",
		text: "$10,000!",
		picture: null,
	} as const;
	const context = { beforeWrite: () => {}, timeoutMs: 1_000 };
	const first = await channel.publish(post, context);
	expect(await channel.publish(post, context)).toEqual(first);
	expect(shown.size).toBe(1);
});

test("a database that is away is tried again later, and says so", async () => {
	const away = createOnAirChannel({
		record: () => Promise.reject(Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" })),
		find: () => Promise.reject(new Error("connect ECONNREFUSED")),
		isAway: isOutage,
	});
	const post = {
		postId: "1",
		campaignId: "c1",
		announcementId: "1",
		language: "en",
		text: "$10,000!",
		picture: null,
	} as const;
	const outcome = await away.publish(post, { beforeWrite: () => {}, timeoutMs: 1_000 });
	expect(outcome).toMatchObject({ kind: "retry-later", reason: "The database was away." });
	expect(await away.readBack(post, 0)).toMatchObject({ kind: "unreadable" });
});
