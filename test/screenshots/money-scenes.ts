import type { Page } from "playwright-core";
import type {
	ReconcileView,
	ReconciliationFinding,
	ReconciliationRun,
} from "../../src/web/contract/staff/reconcile.ts";
import type { ConsoleScene } from "./console-scene.ts";

const OFFLINE = "c/demo/offline";
const RECONCILE = "c/demo/reconcile";
const LIST = `Pledge ID,Date,Name,City,Amount
CC-1,11/23/2026 9:05 AM,Dana Smith,Springfield,50
CC-2,11/23/2026 9:07 AM,"=HYPERLINK(1)",Evanston,fifty
CC-3,11/23/2026 9:11 AM,José Peña,Aurora,
`;

/** States of the money's pages that pass quickly, or need a hand. */
export const MONEY_STATES: readonly ConsoleScene[] = [
	{ name: "import-mapping", path: "c/demo/import", before: (page) => bring(page, "Pledges", LIST) },
	{ name: "import-letters", path: "c/demo/import", before: (page) => bring(page, "Pledges", LIST, "latin1") },
	{ name: "import-refused", path: "c/demo/import", before: (page) => bring(page, "Last year", "") },
	{ name: "reconcile-differs", path: RECONCILE, first: (page) => reconciled(page, [aRun({ open: 2 })]) },
	{ name: "reconcile-running", path: RECONCILE, first: (page) => reconciled(page, [aRun({ endedAt: null })]) },
	{ name: "reconcile-broke-off", path: RECONCILE, first: (page) => reconciled(page, [aRun({ error: NO_ANSWER })]) },
	{ name: "offline-out-of-reach", path: OFFLINE, first: (page) => out(page) },
	{ name: "offline-signed-out", path: OFFLINE, before: signedOut },
];

async function bring(page: Page, kind: string, words: string, encoding: BufferEncoding = "utf8"): Promise<void> {
	const chooser = page.waitForEvent("filechooser");
	await page.getByRole("button", { name: `Choose a file: ${kind}` }).click();
	const file = { name: "call-centre.csv", mimeType: "text/csv", buffer: Buffer.from(words, encoding) };
	await (await chooser).setFiles(file);
	await page.getByText(/Nothing counts yet|That was not done/).waitFor();
}

const NO_ANSWER = "Stripe didn't answer within 20 seconds.";

function aRun(changes: Partial<ReconciliationRun>): ReconciliationRun {
	const at = Date.now() - 60_000;
	return {
		...{ id: 1, askedAt: at, askedBy: "Dana Whitfield", from: at - 86_400_000, to: at, startedAt: at },
		...{ endedAt: at, checked: { payments: 812, refunds: 12 }, error: null, found: 0, open: 0 },
		...changes,
	};
}

async function reconciled(page: Page, runs: readonly ReconciliationRun[]): Promise<void> {
	const at = Date.now() - 3_600_000;
	const missing: ReconciliationFinding = {
		...{ id: 1, kind: "missing", about: "payment", object: "pi_3QxAbCdEfGhIjKlMnOpQrSt1", ours: null, theirs: 5_000 },
		...{ currency: "usd", at, campaignId: "demo", repairedAt: null, repairedBy: null, giftId: null },
	};
	const unexpected = { ...missing, id: 2, kind: "unexpected", ours: 10_000, theirs: null } as const;
	const isOpen = runs.some(({ open }) => open > 0);
	const view: ReconcileView = {
		...{ canRead: true, backFill: { at, brought: 3, error: null }, runs },
		findings: isOpen ? [missing, { ...missing, id: 3, object: "pi_3QxSecond" }, unexpected] : [],
	};
	await page.route("**/api/staff/reconcile", (route) => route.fulfill({ json: view }));
}

async function out(page: Page): Promise<void> {
	await page.route("**/campaigns/demo/offline", (route) => route.fulfill({ status: 502, body: "Bad gateway" }));
}

async function signedOut(page: Page): Promise<void> {
	await page.getByRole("button", { name: "Enter a cheque or cash" }).first().click();
	await page.getByLabel("How much").fill("450");
	await page.getByLabel("Who gives it").fill("Rotary Club of Naperville");
	await page.context().clearCookies();
	await page.getByRole("button", { name: "Keep it under embargo" }).click();
	await page.getByText("You were signed out").waitFor();
}
