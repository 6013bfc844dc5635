import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";
import type { Campaign } from "../domain/drive/campaign.ts";
import type { Log } from "../log.ts";
import { deliver, signedDelivery } from "../sandbox/stripe-delivery.ts";
import { paymentIntentSucceeded } from "../sandbox/stripe-events.ts";
import type { TestStep, TestStepName } from "../web/contract/staff/ready.ts";
import { freshSteps, stepped, writeSteps } from "./test-gift-store.ts";
import { closeTwin, openTwin, TEST_AMOUNT } from "./twin.ts";
import { watchStream } from "./watch-stream.ts";

export type TestGiftParts = {
	readonly pool: pg.Pool;
	readonly secrets: readonly string[];
	/** This very API process: "http://127.0.0.1:4100". */
	readonly ownAddress: string;
	readonly log: Log;
};

/** For each step; the post's own may have to wait for a worker to find the practice account. */
const STEP_WITHIN_MS = 15_000;

/** A failure that staff can read: what happened, and what to do. */
class StepFailed extends Error {}

/**
 * One gift, all the way a real one goes: signed as Stripe signs, through the intake's own address, booked in the drive's hidden twin, on the
 * stream that screens read, announced, rendered, through the gate, and recorded by the practice account. Each step is written down as
 * it is seen to have happened, never assumed. Never throws.
 */
export async function runTestGift(parts: TestGiftParts, campaign: Campaign, id: string): Promise<void> {
	const { pool, log } = parts;
	let steps = freshSteps();
	let at: TestStepName = "received";
	const began = performance.now();
	const done = async (name: TestStepName, says: string) => {
		steps = stepped(steps, name, { state: "done", afterMs: Math.round(performance.now() - began), says });
		await writeSteps(pool, id, steps, false);
	};
	const doing = (name: TestStepName) => {
		at = name;
	};
	try {
		await walk(parts, campaign, id, { doing, done });
	} catch (error) {
		if (!(error instanceof StepFailed)) log("warn", "A test gift broke off.", { testGift: id, error });
		const says =
			error instanceof StepFailed ? error.message : "Something else went wrong here; the server's log says what.";
		steps = stepped(steps, at, { state: "failed", afterMs: Math.round(performance.now() - began), says });
	}
	await finish(parts, campaign.id, id, steps);
}

async function finish({ pool, log }: TestGiftParts, campaignId: string, id: string, steps: readonly TestStep[]) {
	try {
		await writeSteps(pool, id, steps, true);
		await closeTwin(pool, campaignId);
	} catch (error) {
		log("warn", "A test gift's end could not be written.", { testGift: id, error });
	}
}

type Telling = {
	readonly doing: (name: TestStepName) => void;
	readonly done: (name: TestStepName, says: string) => Promise<void>;
};

async function walk(parts: TestGiftParts, campaign: Campaign, id: string, { doing, done }: Telling): Promise<void> {
	const { pool, secrets, ownAddress } = parts;
	const [secret] = secrets;
	if (secret === undefined)
		throw new StepFailed("There is no signing secret: set STRIPE_WEBHOOK_SECRETS on the server.");
	const twin = await openTwin(pool, campaign, Date.now());
	const stream = await watchStream(`${ownAddress}/c/${twin.slug}/live`, STEP_WITHIN_MS);
	try {
		await giveOnce(ownAddress, secret, twin, id);
		await done("received", "The intake took the signed gift and said so after it was kept.");
		doing("on-ledger");
		await until(() => isBooked(pool, id), "The gift was taken but isn't on the ledger. Look under unplaced gifts.");
		await done("on-ledger", "It stands on the ledger of the hidden test drive.");
		doing("on-stream");
		if (!(await stream.sawGift()))
			throw new StepFailed("The live stream did not bring it. Restart the API process, then try again.");
		await done("on-stream", "The stream that screens read brought it.");
	} finally {
		stream.close();
	}
	await walkOfPost(pool, id, { doing, done });
}

async function walkOfPost(pool: pg.Pool, id: string, { doing, done }: Telling): Promise<void> {
	doing("announced");
	await until(
		async () => (await readPost(pool, id)) !== null,
		"No milestone was announced, and no post was made for it.",
	);
	await done("announced", "It passed a milestone, and a post was made for it.");
	doing("rendered");
	const isTold = async () => {
		const post = await readPost(pool, id);
		if (post?.state === "held" || post?.state === "rejected")
			throw new StepFailed(post.reason ?? "The post was held, and nobody said why.");
		return post?.text != null;
	};
	await until(isTold, 'Nothing wrote the post. Is the process that sends running? ("carillon worker publish")');
	const text = (await readPost(pool, id))?.text ?? "";
	await done("rendered", text);
	await done("gate-passed", "The privacy gate let these words pass.");
	doing("recorded");
	const isOut = async () => (await readPost(pool, id))?.state === "published";
	await until(isOut, "The post was written and its send did not end. Look at the post log, then try again.");
	await done("recorded", "The practice account recorded it. Nothing was published anywhere.");
}

async function giveOnce(ownAddress: string, secret: string, twin: Campaign, id: string): Promise<void> {
	const event = paymentIntentSucceeded({
		...{ id, amount: TEST_AMOUNT, currency: twin.currency, at: Date.now(), livemode: false },
		...{ campaign: twin.id, name: "Test Gift", town: "Carillon", consents: { name: true, amount: true, onAir: true } },
	});
	const delivery = signedDelivery(event, secret, Date.now());
	const answer = await deliver(`${ownAddress}/webhooks/stripe`, delivery);
	if (answer.kind === "unreachable")
		throw new StepFailed(`The intake's address can't be reached from its own server (${answer.reason}).`);
	if (answer.status !== 200)
		throw new StepFailed(
			`The intake answered ${answer.status} instead of 200. Check the signing secrets and the database.`,
		);
}

async function isBooked(pool: pg.Pool, id: string): Promise<boolean> {
	const { rowCount } = await pool.query("select from ledger_entry where gift_id = $1 limit 1", [`pi_${id}`]);
	return rowCount !== 0;
}

async function readPost(pool: pg.Pool, id: string) {
	const { rows } = await pool.query<{ state: string; text: string | null; reason: string | null }>(
		`select p.state, p.text, p.reason from post p join announcement a on a.id = p.announcement_id
		 where a.gift_id = $1 or (a.campaign_id, a.entry_seq) in (select campaign_id, seq from ledger_entry where gift_id = $1)
		 order by p.id limit 1`,
		[`pi_${id}`],
	);
	return rows[0] ?? null;
}

async function until(holds: () => Promise<boolean>, otherwise: string): Promise<void> {
	for (const deadline = performance.now() + STEP_WITHIN_MS; performance.now() < deadline; await pause(50)) {
		if (await holds()) return;
	}
	throw new StepFailed(otherwise);
}
