/**
 * Starts the built program as an operator would, and delivers every recorded Stripe event to it, signed, twice; then once with
 * a wrong signature, then asks it to stop. Prints one line for each failure, and at the end "passed failed skipped".
 *
 * deliver-stripe-events.js FOLDER DATA_FOLDER
 */
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import Stripe from "stripe";

const [folder, dataFolder] = process.argv.slice(2);
const secret = "whsec_only_for_this_run";
const counts = { passed: 0, failed: 0 };

function count(ok, what) {
	counts[ok ? "passed" : "failed"] += 1;
	if (!ok) console.log(`FAILED: ${what}`);
}

function freePort() {
	return new Promise((resolve) => {
		const server = createServer().listen(0, "127.0.0.1", () => {
			const { port } = server.address();
			server.close(() => resolve(port));
		});
	});
}

const port = await freePort();
const base = `http://127.0.0.1:${port}`;
const program = spawn(process.execPath, ["dist/src/cli.js", "start"], {
	env: { ...process.env, CARILLON_DATA: dataFolder, HOST: "127.0.0.1", PORT: String(port), STRIPE_WEBHOOK_SECRETS: secret },
	stdio: ["ignore", "pipe", "pipe"],
});
let said = "";
for (const stream of [program.stdout, program.stderr]) stream.on("data", (bytes) => (said = `${said}${bytes}`.slice(-4_000)));
const ended = new Promise((resolve) => program.once("exit", (code, signal) => resolve(code ?? signal)));

async function ready() {
	for (let tries = 0; tries < 300 && program.exitCode === null; tries += 1) {
		const answer = await fetch(`${base}/readyz`).catch(() => null);
		if (answer?.ok) return true;
		await wait(200);
	}
	return false;
}

async function deliver(body, signature) {
	const headers = { "content-type": "application/json", "stripe-signature": signature };
	const answer = await fetch(`${base}/webhooks/stripe`, { method: "POST", headers, body, signal: AbortSignal.timeout(10_000) });
	await answer.arrayBuffer();
	return answer.status;
}

/** The recordings were stripped of their ids: all bear the same one, and all but the first would pass as a duplicate. */
function withOwnId(text, number) {
	return JSON.stringify({ ...JSON.parse(text), id: `evt_recorded_${number}` });
}

const sign = (payload, by) => Stripe.webhooks.generateTestHeaderString({ payload, secret: by });

if (await ready()) {
	const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
	count(names.length > 0, `${folder} holds no events`);
	for (const name of names) {
		const body = withOwnId(readFileSync(join(folder, name), "utf8"), names.indexOf(name));
		const statuses = [];
		for (let time = 0; time < 2; time += 1) statuses.push(await deliver(body, sign(body, secret)).catch(String));
		count(statuses.join() === "200,200", `${name} was answered ${statuses.join(", then ")}`);
		const forged = await deliver(body, sign(body, "whsec_of_somebody_else")).catch(String);
		if (forged !== 400) count(false, `${name} with a wrong signature was answered ${forged}`);
	}
	const still = await fetch(`${base}/readyz`).catch(() => null);
	count(still?.ok === true, "it is still ready after all of them");
} else {
	count(false, "carillon start did not become ready within a minute");
}

program.kill("SIGTERM");
const end = await Promise.race([ended, wait(20_000, "still running", { ref: false })]);
count(end === 0, `asked to stop, it ended with ${end}`);
if (end === "still running") program.kill("SIGKILL");
if (counts.failed > 0) console.log(said);
console.log(`${counts.passed} ${counts.failed} 0`);
process.exit(counts.failed === 0 ? 0 : 1);
