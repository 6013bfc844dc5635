import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { readCsvRows } from "../../src/rehearsal/csv-rows.ts";
import { type DriveRow, readDrive, readDriveFile } from "../../src/rehearsal/drive-file.ts";
import { describeWith, sharedData } from "../support/when-present.ts";

async function* chunksOf(text: string, size = 7): AsyncGenerator<string> {
	for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
	const all: T[] = [];
	for await (const item of items) all.push(item);
	return all;
}

async function rowsOf(text: string, currency = "usd"): Promise<DriveRow[]> {
	return collect(readDrive(chunksOf(text), currency));
}

describe("a drive file", () => {
	test("is read by its header, with CRLF, a byte-order mark and quoted fields", async () => {
		const text =
			'\uFEFFname,Amount,created,anonymous,monthly,station,id\r\n"Ruiz, Ana ""Nita""",25.5,1480982400,0,yes,kxyz,a1\r\n\r\n,7,2016-12-06 00:00:01,1,,,a2\r\n';
		expect(await rowsOf(text)).toEqual([
			{
				id: "a1",
				at: 1_480_982_400_000,
				amount: 2550,
				name: 'Ruiz, Ana "Nita"',
				isAnonymous: false,
				isMonthly: true,
				station: "kxyz",
			},
			{
				id: "a2",
				at: 1_480_982_401_000,
				amount: 700,
				name: null,
				isAnonymous: true,
				isMonthly: false,
				station: null,
			},
		]);
	});

	test("numbers its gifts itself where it has no id, even where a seq column repeats", async () => {
		const text = "seq,ts_utc,amount_cents\n1,2017-01-08T00:00:00Z,500\n1,2017-01-08T00:00:00Z,500\n";
		expect((await rowsOf(text)).map((row) => row.id)).toEqual(["1", "2"]);
	});

	test.each([
		["timestamp,amount\n2017-01-08T00:00:00Z,5\nyesterday,5", /Line 3: "yesterday" is no time/],
		["timestamp,amount\n2017-01-08T00:00:00Z,5.123", /Line 2: "5.123" is no amount.*25\.00/],
		["timestamp,amount_cents\n2017-01-08T00:00:00Z,5.5", /Line 2: "5.5" is no amount.*2500/],
		["timestamp,amount\n2017-01-08T00:00:00Z,-5", /Line 2: a gift of -500/],
		["timestamp,amount,monthly\n2017-01-08T00:00:00Z,5,often", /Line 2: monthly is "often"/],
		["timestamp,amount,id\n2017-01-08T00:00:00Z,5,a\n2017-01-08T00:00:00Z,5,a", /Line 3: the id a stands in line 2/],
		["when,amount\n", /no column for the time.*ts_utc/],
		["ts_utc,sum\n", /no column for the amount/],
		["ts_utc,amount\n", /no gifts/],
		["", /empty/],
		['ts_utc,amount\n"2017', /Line 2: a quoted field never ends/],
		['ts_utc,amount\n"2017"x,5', /Line 2: text goes on after a closing quote/],
	])("%j is refused with its line", async (text, message) => {
		await expect(rowsOf(text)).rejects.toThrow(message);
	});

	test("counts lines through quoted line breaks", async () => {
		await expect(rowsOf('name,ts_utc,amount\n"two\nlines",2017-01-08T00:00:00Z,5\nx,never,5')).rejects.toThrow(
			/Line 4/,
		);
	});

	test("reads back whatever was written, in any chunks", async () => {
		const rows = fc.array(
			fc.array(fc.string({ unit: fc.constantFrom(...'ab,"\n ü') }), { minLength: 2, maxLength: 4 }),
			{
				maxLength: 5,
			},
		);
		await fc.assert(
			fc.asyncProperty(rows, fc.integer({ min: 1, max: 9 }), async (written, size) => {
				const quote = (field: string) => `"${field.replaceAll('"', '""')}"`;
				const text = written.map((fields) => `${fields.map(quote).join(",")}\r\n`).join("");
				const read = await collect(readCsvRows(chunksOf(text, size)));
				expect(read.map((row) => row.fields)).toEqual(written);
			}),
		);
	});
});

const real = sharedData("drives/gdq_agdq2017.csv");

describeWith(real, "a real drive", () => {
	test("the whole of AGDQ 2017 adds up to the cent", async () => {
		let [gifts, total] = [0, 0];
		for await (const row of readDriveFile(real.path, "usd")) {
			gifts += 1;
			total += row.amount;
		}
		expect({ gifts, total }).toEqual({ gifts: 43_472, total: 222_279_052 });
	}, 180_000);
});
