import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { HOUR, MINUTE } from "../../src/domain/plain/instant.ts";
import { formatMoney } from "../../src/domain/plain/money.ts";
import { maxLength } from "../../src/domain/post/post-text.ts";
import { checkOutgoingText } from "../../src/domain/privacy/privacy.ts";
import { checkTemplate, fillIn } from "../../src/template/check.ts";
import {
	loadTemplatePack,
	renderPost,
	type TemplatePack,
	TRIGGER_KINDS,
	WORDED_PLATFORMS,
} from "../../src/template/pack.ts";
import { extremeSubjects, sampleSubject } from "../../src/template/sample.ts";
import { TemplateError } from "../../src/template/template-error.ts";
import { type PostSubject, variablesFor } from "../../src/template/variables.ts";
import { cashtagsIn, linksIn, mentionsIn, textLength } from "../../src/template/weighted-length.ts";

const LANGUAGES = ["en", "es"] as const;
const starter = join(process.cwd(), "config", "templates");
let pack: TemplatePack;
beforeAll(async () => {
	pack = await loadTemplatePack();
});

type Rendering = { id: string; platform: (typeof WORDED_PLATFORMS)[number]; text: string; subject: PostSubject };

/** Every text of the pack about every subject. */
function renderings(subjects: (kind: (typeof TRIGGER_KINDS)[number]) => readonly PostSubject[]): Rendering[] {
	const all: Rendering[] = [];
	for (const kind of TRIGGER_KINDS) {
		for (const subject of subjects(kind)) {
			for (const platform of WORDED_PLATFORMS) {
				for (const language of LANGUAGES) {
					const values = variablesFor(subject, language, platform);
					for (const { id, parsed } of pack.variants.get(`${kind}/${platform}/${language}`) ?? []) {
						all.push({ id, platform, subject, text: fillIn(parsed, values, subject, language) });
					}
				}
			}
		}
	}
	return all;
}

/** The sample, before and after every turn it can take. */
function ordinarySubjects(kind: (typeof TRIGGER_KINDS)[number]): readonly PostSubject[] {
	const sample = sampleSubject(kind);
	const bare = { ...sample.campaign, hashtag: "", phone: "", textCode: "", donateUrl: "" };
	const reached = { ...sample.now, total: sample.now.goal + 1_234_56 };
	const refunded = { ...sample.now, total: 3_999_999, gifts: 1 };
	const percents = kind === "percent" ? [25, 50, 75, 100, 120] : [];
	return [
		sample,
		{ ...sample, giverName: null },
		{ ...sample, campaign: bare },
		{ ...sample, now: reached },
		{ ...sample, now: refunded, at: sample.campaign.closesAt - 20 * HOUR },
		{ ...sample, announcement: { ...sample.announcement, value: 1 }, at: sample.campaign.closesAt - 30 * MINUTE },
		...percents.map((value) => ({ ...sample, announcement: { ...sample.announcement, value } })),
	];
}

describe("the starter pack", () => {
	test("has 2 to 7 texts for every kind of rule on every platform in both languages, and most for the commonest", () => {
		const counts = TRIGGER_KINDS.flatMap((kind) =>
			WORDED_PLATFORMS.flatMap((platform) =>
				LANGUAGES.map((language) => pack.variants.get(`${kind}/${platform}/${language}`)?.length ?? 0),
			),
		);
		expect(counts).toHaveLength(23 * 3 * 2);
		expect(Math.min(...counts)).toBeGreaterThanOrEqual(2);
		expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(170);
		for (const language of LANGUAGES)
			expect(pack.variants.get(`every/x/${language}`)?.length).toBeGreaterThanOrEqual(5);
	});

	test("reads as finished text about ordinary drives: no leftovers, one space, sentences that end", () => {
		for (const { id, text } of renderings(ordinarySubjects)) {
			expect({ id, text }).toEqual({ id, text: expect.not.stringMatching(/undefined|null|NaN|\{\{|%\}|\[object/) });
			expect({ id, text }).toEqual({
				id,
				text: expect.not.stringMatching(/ {2}|\n{3}|\.\.|[,:;] ?[.]| [.,;:!]|\s$|^\s/),
			});
			expect({ id, text }).toEqual({ id, text: expect.stringMatching(/([.!?]|#LakesideKids)$/u) });
			expect({ id, text }).toEqual({ id, text: expect.not.stringMatching(/!.*!|\$[A-Za-z]/s) });
		}
	});

	test("fits every platform with the longest names and the largest figures", () => {
		for (const { id, platform, text } of renderings(extremeSubjects)) {
			expect({ id, fits: textLength(platform, text) <= maxLength(platform) }).toEqual({ id, fits: true });
		}
	});

	test("costs nothing extra on X and breaks none of its rules: no link, no mention, no cashtag, one hashtag, one emoji", () => {
		for (const { id, platform, text } of renderings(ordinarySubjects)) {
			if (platform !== "x") continue;
			expect({ id, found: [...linksIn(text), ...mentionsIn(text), ...cashtagsIn(text)] }).toEqual({ id, found: [] });
			expect(text.match(/#/g)?.length ?? 0).toBeLessThanOrEqual(1);
			expect(text.match(/\p{Extended_Pictographic}/gu)?.length ?? 0).toBeLessThanOrEqual(1);
		}
	});

	test("can be read aloud on air: no hashtag, no address, no emoji, no cents", () => {
		for (const { id, platform, text } of renderings(ordinarySubjects)) {
			if (platform !== "on-air") continue;
			expect({ id, text }).toEqual({
				id,
				text: expect.not.stringMatching(/#|https?:|www\.|\p{Extended_Pictographic}|\.\d\d\b/u),
			});
		}
	});

	test("raises no false alarm at the privacy gate", () => {
		const read = new Set<string>();
		for (const { id, text, subject } of [...renderings(ordinarySubjects), ...renderings(extremeSubjects)]) {
			if (read.has(text)) continue;
			read.add(text);
			const { campaign } = subject;
			const verdict = checkOutgoingText(text, {
				allowedNames: [campaign.hospital, campaign.name, campaign.shortName, subject.giverName ?? ""],
				organisationPhones: [campaign.phone, campaign.textCode],
				organisationLinks: [campaign.donateUrl],
			});
			expect({ id, verdict }).toEqual({ id, verdict: { ok: true } });
		}
	});

	test("after a refund it claims nothing below the milestone", () => {
		const sample = sampleSubject("every");
		const subject = { ...sample, now: { ...sample.now, total: 3_999_000 } };
		for (let variant = 0; variant < 7; variant += 1) {
			expect(renderPost(pack, subject, "x", "en", variant).text).not.toContain("$39,990");
		}
	});
});

describe("a post's text", () => {
	const subject = sampleSubject("every");

	test("rotates through the variants", () => {
		const rendered = [0, 1, 2, 7, -1].map((index) => renderPost(pack, subject, "x", "en", index));
		expect(rendered.map(({ templateId }) => templateId)).toEqual([
			"every/x/en/1",
			"every/x/en/2",
			"every/x/en/3",
			"every/x/en/1",
			"every/x/en/7",
		]);
		expect(rendered[0]).toEqual({
			text: "$40,000 passed for Lakeside Children's Hospital, $41,250 so far. $458,750 to go. #LakesideKids",
			templateId: "every/x/en/1",
			variants: 7,
		});
	});

	test("in a dry run is X's", () => {
		expect(renderPost(pack, subject, "dry-run", "es", 0)).toEqual(renderPost(pack, subject, "x", "es", 0));
	});

	test("names the giver of a large gift only where the name is given", () => {
		const large = sampleSubject("large-gift");
		expect(renderPost(pack, large, "x", "en", 0).text).toContain("$10,000 from Dana Whitfield.");
		expect(renderPost(pack, { ...large, giverName: null }, "x", "en", 0).text).toContain("from a generous listener.");
		expect(renderPost(pack, { ...large, giverName: " \u200B\n" }, "x", "en", 0).text).toContain(
			"from a generous listener.",
		);
	});

	test("a name can't bring Liquid, line breaks or hidden characters with it", () => {
		const { text } = renderPost(
			pack,
			{ ...sampleSubject("large-gift"), giverName: "{{ goal }}\n\n\u202EDana" },
			"x",
			"en",
			0,
		);
		expect(text).toContain("from {{ goal }} Dana.");
	});

	test("that would be too long falls back to one that fits, and gives up the giver's name before it cuts", () => {
		const large = sampleSubject("large-gift");
		const campaign = { ...large.campaign, hospital: `Hospital ${"of All Children ".repeat(7)}`.trim() };
		const { text } = renderPost(pack, { ...large, campaign, giverName: "Bartholomew ".repeat(20) }, "x", "en", 0);
		expect(textLength("x", text)).toBeLessThanOrEqual(280);
		expect(text).toContain("a generous listener");
		expect(() =>
			renderPost(pack, { ...large, campaign: { ...campaign, hospital: "Long ".repeat(80) } }, "x", "en", 0),
		).toThrow(/longer than 280 characters/);
	});

	test("in a language the pack lacks is refused in plain words", () => {
		const english = { ...pack, variants: new Map([...pack.variants].filter(([place]) => place.endsWith("/en"))) };
		expect(() => renderPost(english, subject, "x", "es", 0)).toThrow(
			"There is no text for every/x/es: add one to every.json.",
		);
	});

	test("speaks of the drive's own hour", () => {
		const final = sampleSubject("hours-to-go");
		expect(renderPost(pack, final, "x", "en", 1).text).toContain("runs until 7 p.m., and");
		expect(renderPost(pack, { ...final, at: final.at - 24 * HOUR }, "x", "es", 1).text).toContain(
			"sigue hasta el viernes a las 7 p. m.:",
		);
	});

	test("holds for any figures: fits, nothing left over, and never the same twice for different milestones", () => {
		const amount = fc.integer({ min: 0, max: 999_999_999_999 });
		const count = fc.integer({ min: 0, max: 9_999_999 });
		const figures = fc.record({
			total: amount,
			goal: amount,
			gifts: count,
			donors: count,
			monthlyDonors: count,
			thisHour: amount,
		});
		const place = fc.record({
			kind: fc.constantFrom(...TRIGGER_KINDS),
			platform: fc.constantFrom(...WORDED_PLATFORMS),
			language: fc.constantFrom(...LANGUAGES),
		});
		fc.assert(
			fc.property(
				place,
				figures,
				fc.nat(9_999_999),
				fc.nat(50),
				({ kind, platform, language }, now, value, variant) => {
					const sample = sampleSubject(kind);
					const about = (milestone: number, total: number) =>
						renderPost(
							pack,
							{
								...sample,
								now: { ...now, total },
								announcement: { ...sample.announcement, value: milestone, figures: now },
							},
							platform,
							language,
							variant,
						).text;
					const unit = platform === "on-air" ? 100 : 1;
					const text = about(value * unit, now.total);
					expect(textLength(platform, text)).toBeLessThanOrEqual(maxLength(platform));
					expect(text).not.toMatch(/undefined|NaN|null|\{\{|-\$/);
					// Drives move on: the next announcement of the same account comes with another value and a larger total.
					expect(about((value + 1) * unit, now.total + 100)).not.toBe(text);
				},
			),
			{ numRuns: 400 },
		);
	});

	test("writes money as the rest of Carillon does", () => {
		const yen = { ...subject, campaign: { ...subject.campaign, currency: "jpy" } };
		expect(variablesFor(yen, "en", "x").total).toBe(formatMoney({ amount: 4_125_000, currency: "jpy" }));
		const cents = { ...subject, now: { ...subject.now, total: 4_125_037 } };
		expect(variablesFor(cents, "es", "x").total).toBe("$41,250.37");
		expect(variablesFor(cents, "en", "x").total).toBe(formatMoney({ amount: 4_125_037, currency: "usd" }));
		expect(variablesFor(cents, "en", "on-air").total).toBe("$41,250");
		const million = { ...subject, now: { ...subject.now, total: 250_000_000 } };
		expect(variablesFor(million, "en", "on-air").total).toBe("$2.5 million");
		expect(variablesFor(million, "es", "on-air").total).toBe("$2.5 millones");
	});
});

describe("a template", () => {
	test.each([
		["{{ totl }} so far", 'there is no variable "totl": did you mean total, total_value?'],
		["{{ total.size }}", '{{ total.size }}: "total" has no parts, write {{ total }}'],
		[
			"{% if false %}{{ donor_email }}{% endif %}{{ total }}",
			'there is no variable "donor_email": did you mean donors, donors_value, donate_url?',
		],
		["{{ total | shout }}", 'there is no filter "shout"'],
		["{{ 'now' | date: '%B' }} {{ total }}", 'there is no filter "date"'],
		["{% include 'secret' %}", "the tag {% include %} can't be used here"],
		["{{ total }", expect.stringContaining("Liquid doesn't understand it: output")],
		[
			"{{ total | money }}",
			expect.stringContaining('the filter "money" needs a bare number, such as total_value; it was given "$41,250"'),
		],
		["", "it is empty"],
		["{% if giver %}{{ giver }}{% endif %}", "it can come out empty"],
		["Thank you all.", "two posts from it could be the same word for word: say {{ milestone }} or {{ total }} in it"],
		["{{ total_value }} raised", expect.stringContaining("it prints a bare number of cents (999999999998)")],
		["{{ total }} thanks @lakeside", "it mentions @lakeside: X forbids mentions in automated posts"],
		["{{ total }} $GIVE $KIDS", 'it has more than one cashtag (as "$GIVE"): X takes one'],
		[`{{ total }} ${"very ".repeat(55)}`, "it can become 292 characters long, and x takes 280: shorten it"],
	])("%j is refused", (text, problem) => {
		expect(checkTemplate(text, { kind: "every", platform: "x", language: "en" }).problems).toEqual(
			expect.arrayContaining([problem]),
		);
	});

	test("that may be used comes with its sample and its greatest length", () => {
		const checked = checkTemplate("{{ total }} for {{ hospital }}", { kind: "every", platform: "x", language: "en" });
		expect(checked).toMatchObject({ problems: [], sample: "$41,250 for Lakeside Children's Hospital", longest: 82 });
	});
});

describe("loading a pack of one's own", () => {
	const folders: string[] = [];
	afterAll(async () => {
		for (const folder of folders) await rm(folder, { recursive: true });
	});

	/** The starter pack with one file changed; the problems it is refused for. */
	async function problemsWith(
		file: string,
		change: (json: Record<string, Record<string, unknown[]>>) => unknown,
	): Promise<readonly string[]> {
		const folder = await mkdtemp(join(tmpdir(), "carillon-templates-"));
		folders.push(folder);
		await cp(starter, folder, { recursive: true });
		const changed = change(JSON.parse(await readFile(join(starter, "every.json"), "utf8")));
		await writeFile(join(folder, file), typeof changed === "string" ? changed : JSON.stringify(changed));
		const refused = await loadTemplatePack(folder).then(
			() => null,
			(error: unknown) => error,
		);
		if (!(refused instanceof TemplateError)) throw new Error("it was taken");
		return refused.problems;
	}

	test("lists every problem in every place at once", async () => {
		const problems = await problemsWith("every.json", (json) => ({
			x: { en: ["{{ totl }}", "{{ total }}"], es: [] },
			"on-air": json["on-air"],
		}));
		expect(problems).toEqual([
			expect.stringContaining("every/x/en/1: there is no variable"),
			"every.json: has no x texts in Spanish",
			"every.json: has no facebook texts in English",
			"every.json: has no facebook texts in Spanish",
		]);
	});

	test("says where something is neither a text nor a list of paragraphs", async () => {
		expect(await problemsWith("every.json", (json) => ({ ...json, x: { ...json.x, en: [7] } }))).toEqual([
			"every.json: at x > en > 0: a variant is a text in quotes, or a list of paragraphs",
		]);
	});

	test("says that two variants are the same", async () => {
		const problems = await problemsWith("every.json", (json) => ({
			...json,
			x: { ...json.x, en: ["{{ total }} so  far", "{{ total }} so far"] },
		}));
		expect(problems).toEqual(["every.json: every/x/en/2 is the same as every/x/en/1"]);
	});

	test("says which file isn't JSON, and which has a name of no rule", async () => {
		expect(await problemsWith("closed.json", () => "{ nope")).toEqual([
			expect.stringMatching(/^closed\.json: is not valid JSON/),
		]);
		expect(await problemsWith("evry.json", (json) => json)).toEqual([
			expect.stringMatching(/^evry\.json: there is no kind of rule of this name/),
		]);
	});

	test("says that a folder can't be read", async () => {
		await expect(loadTemplatePack("/nowhere")).rejects.toThrow(
			"The templates folder /nowhere can't be read: check that it exists and may be read.",
		);
	});

	test("takes a variant as a list of paragraphs", () => {
		const { text } = renderPost(pack, sampleSubject("every"), "facebook", "en", 1);
		expect(text.split("\n\n")).toHaveLength(3);
	});
});
