import { readEnv } from "../../../config/env.ts";
import type { Campaign } from "../../domain/drive/campaign.ts";
import { createScreenLink } from "../../on-air/screen-link.ts";
import { DEFAULT_PAGE } from "../../sandbox/facebook-store.ts";
import { type Installation, openInstallation } from "../installation.ts";
import { addDemoAdmin, type DemoAdmin } from "./demo-admin.ts";
import { demoCampaign } from "./demo-campaign.ts";
import { bringCheque } from "./demo-cheque.ts";
import { rememberLastYear } from "./demo-last-year.ts";
import { openPhoneRoom } from "./demo-phone-room.ts";
import { friendlyPorts } from "./friendly-ports.ts";
import { followMilestones } from "./milestone-lines.ts";
import { aborted, playDemo } from "./play-demo.ts";

export type DemoOptions = {
	/** The same number gives the same drive; unset: one from the clock. */
	readonly seed?: number;
	readonly minutes?: number;
	/** End when the drive is over, instead of leaving the screens up. */
	readonly once?: boolean;
};

const USUAL_MINUTES = 10;
const USUAL_WEB_PORT = 4100;
/** Somebody who pressed Ctrl-C is back at the prompt by then, in any case. */
const ENDS_WITHIN = 4_800;

/**
 * Everything on this machine, with sandbox Stripe, X and Facebook, and a lively drive running through it. Nothing it makes stays:
 * its database goes when it ends. Runs until Ctrl-C, or with `once` until the drive is over.
 */
export async function runDemo(options: DemoOptions = {}): Promise<void> {
	const minutes = options.minutes ?? USUAL_MINUTES;
	if (!(minutes > 0)) throw new Error("--minutes must be a number above 0, like 3");
	const seed = options.seed ?? Date.now() % 100_000;
	const interrupt = new AbortController();
	const onSignal = () => {
		if (interrupt.signal.aborted) process.exit(130);
		say("\nStopping everything");
		interrupt.abort();
		// Whatever hangs is killed by the exit itself: children and database listen for it.
		setTimeout(() => process.exit(130), ENDS_WITHIN).unref();
	};
	for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, onSignal);
	try {
		await show(minutes, seed, options.once ?? false, interrupt.signal);
	} catch (error) {
		if (!interrupt.signal.aborted) throw error;
	} finally {
		for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, onSignal);
	}
}

async function show(minutes: number, seed: number, isOnce: boolean, signal: AbortSignal): Promise<void> {
	const web = readEnv().PORT || USUAL_WEB_PORT;
	const ports = await friendlyPorts({ web, x: web + 1, facebook: web + 2, stripe: web + 3 }, say);
	const setup = await demoCampaign(Date.now(), minutes, `http://127.0.0.1:${ports.web}/c/demo#give`);
	const installation = await openInstallation({
		setup,
		queue: "postgres",
		ports,
		onRestart: (role) => say(`Started ${role} again`),
		say: (line) => say(`${line}...`),
		signal,
	});
	await rememberLastYear(installation.pool, setup.campaign);
	const follower = followMilestones(installation.pool, setup.campaign.id, say);
	try {
		const phones = await openPhoneRoom(installation, setup.campaign.id);
		await bringCheque(installation.pool, setup.campaign);
		say(openThese(installation, await doors(installation, setup.campaign, phones.address)));
		say(`A drive of ${minutes} minutes begins (the same again: --seed ${seed}). Milestones as they fall:`);
		const onLost = () => say("A call could not be written down.");
		await playDemo(installation, setup.campaign, { minutes, seed, signal, phones, onLost });
		await follower.untilQuiet(signal);
		say(`The drive is over: ${installation.x.posts().length} posts on X, ${facebookPosts(installation)} on Facebook.`);
		if (!isOnce) {
			say("The screens stay up. Ctrl-C ends it all.");
			await aborted(signal);
		}
	} finally {
		follower.stop();
		await installation.stop();
	}
}

function facebookPosts({ facebook }: Installation): number {
	return facebook.posts().length;
}

type Doors = { readonly admin: DemoAdmin; readonly producer: string; readonly phones: string };

async function doors({ pool, apiUrl }: Installation, { id }: Campaign, phones: string): Promise<Doors> {
	const token = await createScreenLink(pool, id, "on-air", "Producer", { role: "producer" });
	return { admin: await addDemoAdmin(pool), producer: `${apiUrl}/on-air/${token}`, phones };
}

function openThese({ apiUrl, hostScreen, x, facebook }: Installation, { admin, producer, phones }: Doors): string {
	return [
		"",
		"Open these:",
		`  Host screen        ${hostScreen}`,
		`  Producer's screen  ${producer}   (a cheque waits: C presents it)`,
		`  Phone bank         ${phones}   (take a call: amount, Enter)`,
		`  Donors' page       ${apiUrl}/c/demo   (give here: nothing is charged)`,
		`  Staff console      ${apiUrl}/staff   (${admin.email}, password ${admin.password})`,
		`  Overlay for video  ${apiUrl}/c/demo/overlay`,
		`  X, as people see   ${x.url}`,
		`  Facebook Page      ${facebook.url}/?page=${DEFAULT_PAGE.id}`,
		`  Total as JSON      ${apiUrl}/c/demo/total.json`,
		"",
	].join("\n");
}

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}
