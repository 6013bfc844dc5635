import { describe, expect, test } from "@jest/globals";
import { comparableText } from "../../src/domain/plain/comparable-text.ts";
import { type AllowedWords, checkOutgoingText } from "../../src/domain/privacy/privacy.ts";

const drive: AllowedWords = {
	allowedNames: ["Lakeside Children's Hospital", "Bright Mornings Radiothon", "Radiothon", "Dana Whitfield"],
	organisationPhones: ["800-555-0142", "KIDS to 51555", "1-877-555-HOPE"],
	organisationLinks: ["https://give.example.org/radiothon", "https://carillon.example.org/go/x7"],
};

function found(text: string, allowed = drive): readonly string[] {
	const verdict = checkOutgoingText(text, allowed);
	return verdict.ok ? [] : verdict.findings.map((finding) => finding.code);
}

describe("the privacy gate lets through what a drive says about itself", () => {
	test.each([
		"Passed $40,000, $41,250 so far. $458,750 to go.",
		"$9,999,999,999.99 raised, 9,999,999 gifts, 1,004 donors, 127 monthly givers.",
		"Call 800-555-0142 or text KIDS to 51555. We are on until 7:30 p.m.",
		"Call (800) 555-0142, 1-800-555-0142, 1 800 555 0142 or 1-877-555-HOPE.",
		"Llame al 800-555-0142 o mande KIDS al 51555. Seguimos hasta las 7 p. m. del viernes.",
		"Give at https://give.example.org/radiothon. Or give.example.org!",
		"https://carillon.example.org/go/x7",
		"6 hours left, 24/7 care, 1/2 way, 50% of the goal, since 1998, in 2026.",
		"100 years of caring. 95 años de historia para los niños, más de 100 años de servicio.",
		"$10,000 from Dana Whitfield. Thank you.",
		"A 7-year-old in our state asked her class to give. Room for 100 more gifts.",
		"We may reach it. March with us, and thank you, little ones.",
		"Every patient at Lakeside Children's Hospital. Together, 1,012 gifts, 12 today.",
		"Best hour: $8,400. Fifty percent of our goal. One, two, three, four!",
		"Cada donación cuenta: 500 hasta ahora. Cada donación cuenta. 500 más. Hoy, 7 de la noche.",
		"A new device. 500 gifts helped. Together, 12 and counting. Ya son Lakeside y Radiothon.",
		"Thank you all. #Kids12345 #LakesideKids2026",
		"Every patient, every family. Patient care comes first. El paciente es lo primero.",
	])("%s", (text) => {
		expect(checkOutgoingText(text, drive)).toEqual({ ok: true });
	});
});

describe("the privacy gate finds", () => {
	test.each([
		["phone", "Call 312-555-0199 for Maria's room"],
		["phone", "fax (312) 555 0199"],
		["phone", "ring 555-0199"],
		["phone", "+44 20 7946 0958"],
		["phone", "five five five, zero one four two"],
		["phone", "call 1-800-FLOWERS"],
		["phone", "call 800-555-0143, not 800-555-0142"],
		["email", "write to maya.parent@example.com"],
		["email", "write to maya at gmail dot com"],
		["email", "escriba a maya arroba gmail punto com"],
		["social-security", "her SSN is 123-45-6789"],
		["social-security", "seguro social 6789"],
		["medical-record", "MRN 0048213"],
		["medical-record", "medical record number: A-48213"],
		["medical-record", "expediente n.º 48213"],
		["health-plan", "Medicaid ID 8841223"],
		["health-plan", "póliza número 8841223"],
		["account", "account ending in 4242"],
		["account", "cuenta 00123"],
		["licence", "licencia C1234567"],
		["vehicle", "license plate 7ABC123"],
		["vehicle", "VIN 1HGCM82633A004352"],
		["vehicle", "placas ABC-123-D"],
		["device", "pacemaker serial no. PM-55812"],
		["device", "00:1A:2B:3C:4D:5E"],
		["other-number", "case #A8812"],
		["ip-address", "from 192.168.10.4"],
		["ip-address", "from 2001:db8:0:0:0:0:2:1"],
		["link", "see https://example.com/maya"],
		["link", "see caringbridge.org/visit/maya"],
		["link", "https://give.example.org/radiothon?patient=maya"],
		["link", "https://give.example.org@evil.com/radiothon"],
		["mention", "thank you @mayasmom"],
		["date", "admitted March 14"],
		["date", "born on 3/14"],
		["date", "came home 03/14/2026"],
		["date", "2026-03-14"],
		["date", "treated in March"],
		["date", "the 2nd of May"],
		["date", "el 14 de marzo"],
		["date", "llegó en marzo"],
		["date", "marzo, 3 de mayo de 2025"],
		["age", "a 93-year-old volunteer"],
		["age", "aged 101"],
		["age", "un voluntario de 95 años"],
		["age", "ninety-three years old"],
		["address", "1420 North Oak Street"],
		["address", "Springfield 62704"],
		["address", "62704-1234"],
		["address", "calle Juárez 210"],
		["address", "P.O. Box 77"],
		["location", "in Room 412"],
		["location", "habitación 12"],
		["name", "our patient Maya"],
		["name", "thank you from her son Mateo"],
		["name", "la mamá de Mateo"],
		["name", "Lucía, 7 de Springfield"],
		["name", "la paciente Lucía"],
		["name", "little Maya is smiling"],
		["name", "Maya, 7, rang the bell"],
		["name", "Maya (7) rang the bell"],
		["name", "Maya Torres, age 7, rang the bell"],
		["name", "7-year-old Maya"],
		["name", "Maya is 7 years old"],
		["name", "Lucía, de 7 años"],
		["name", "Lucía tiene 7 años"],
		["story", "she was diagnosed with leukemia"],
		["story", "le diagnosticaron leucemia"],
	])("%s: %s", (code, text) => {
		expect(found(text)).toContain(code);
	});

	test("all of 'Maya, 7, from Springfield, treated in March'", () => {
		expect(found("Maya, 7, from Springfield, treated in March")).toEqual(["date", "name"]);
	});
});

describe("the privacy gate isn't fooled by", () => {
	test.each([
		["full-width digits", "phone", "３１２－５５５－０１９９"],
		["Arabic-Indic digits", "phone", "٣١٢-٥٥٥-٠١٩٩"],
		["keycap emoji", "phone", "3️⃣1️⃣2️⃣5️⃣5️⃣5️⃣0️⃣1️⃣9️⃣9️⃣"],
		["circled digits", "phone", "③①②-⑤⑤⑤-⓪①⑨⑨"],
		["spaces between digits", "phone", "3 1 2 5 5 5 0 1 9 9"],
		["letters for digits", "phone", "3l2-555-O199"],
		["zero-width characters", "phone", "312\u200B-555\u200D-01\u206099"],
		["a soft hyphen in an address", "email", "maya\u00AD@exam\u200Bple.com"],
		["a full-width at sign", "email", "maya＠example.com"],
		["a no-break space", "location", "Room\u00A0412"],
		["a non-breaking hyphen", "social-security", "123\u201145\u20116789"],
		["Cyrillic letters", "name", "our pаtiеnt Maya"],
		["direction marks", "link", "https://ex\u202Eample.com/maya"],
		["a decomposed accent", "name", "la pequen\u0303a Lucía"],
	])("%s", (_title, code, text) => {
		expect(found(text)).toContain(code);
	});

	test("a donor's name that carries a number or an address", () => {
		for (const name of ["Call 312-555-0199", "a@b.org", "see evil.com", "@everyone"]) {
			expect(found(`$10,000 from ${name}`, { ...drive, allowedNames: [name] })).not.toEqual([]);
		}
	});

	test("a name that is a single letter or a pattern", () => {
		expect(found("our patient Maya", { ...drive, allowedNames: ["a", ".*", "", "$&"] })).toEqual(["name"]);
	});

	test("a text of five thousand characters made to slow it down", () => {
		for (const piece of ["1 ", "Aa ", "a.", "A, ", "calle a ", "::1", "one ", "1-"]) {
			const before = performance.now();
			checkOutgoingText(piece.repeat(5000 / piece.length), drive);
			expect(performance.now() - before).toBeLessThan(1000);
		}
	});
});

describe("what it tells staff", () => {
	test("names the words it found and what to do", () => {
		expect(checkOutgoingText("Ring Maya's mom at 312-555-0199.", drive)).toEqual({
			ok: false,
			findings: [
				{
					code: "phone",
					words: "312-555-0199",
					explanation: expect.stringMatching(/isn't one of the drive's own.*leave it out/),
					answerable: false,
				},
			],
		});
	});

	test("a name under a recorded authorisation may be said", () => {
		expect(found("Maya, 7, rang the bell", { ...drive, allowedNames: ["Maya"] })).toEqual([]);
	});

	test("the comparable form is for rules only: letters with accents stay as they are", () => {
		expect(comparableText("Lucía — niño №1")).toBe("Lucía - niño No1");
	});
});
