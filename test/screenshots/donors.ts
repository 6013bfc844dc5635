import type { Giver } from "../../src/domain/gift/gift-fact.ts";

/** Amount in cents. */
export type Donor = Giver & { readonly amount: number };

const said = { name: true, amount: true, onAir: true, social: true };

export const DONORS: readonly Donor[] = [
	{ name: "Dana Smith", town: "Springfield", amount: 5_000, consent: said },
	{
		name: "Siobhán Ní Bhriain",
		town: "Evanston",
		pronunciation: "shi-VAWN nee VREE-in",
		amount: 10_000,
		consent: said,
	},
	{ name: "The Kowalski Family", town: "Elgin", amount: 25_000, consent: { ...said, amount: false } },
	{ name: "José Peña", town: "Aurora", pronunciation: "ho-SAY PEN-ya", amount: 2_500, consent: said },
	{ name: "Nobody's Business", amount: 4_000 },
	{ name: "Hartmann Motors", town: "Joliet", amount: 100_000, consent: said },
	{ name: "Priya Raman", amount: 7_550, consent: said },
	{ name: "Bob & Carol Jones", town: "Naperville", amount: 3_000, consent: said },
	{
		name: "Wolfeschlegelsteinhausenbergerdorff",
		town: "Llanfairpwllgwyngyllgogerychwyrndrobwll",
		amount: 6_000,
		consent: said,
	},
	{ name: "Nguyễn Thị Hạnh", town: "Rockford", pronunciation: "win tee hahn", amount: 12_000, consent: said },
	{ name: "Luis Ortega", town: "Cicero", amount: 2_000, consent: said },
	{ name: "Mrs. Featherstone-Haughton", town: "Wheaton", pronunciation: "FAN-shaw", amount: 50_000, consent: said },
	{ name: "Room 12 at Lincoln School", town: "Peoria", amount: 11_340, consent: said },
	{ name: "Mei Lin", amount: 8_800, consent: said },
];

/** What somebody will type one day. */
export const HOSTILE: readonly Donor[] = [
	{ name: "<script>alert('x')</script>", amount: 999, consent: said },
	{ name: "🎉🎉🎉 Party 🎉🎉🎉", amount: 1_000, consent: said },
	{ name: "\u202Egnorw yaw eht", amount: 2_000, consent: said },
	{ name: "أحمد علي", town: "Dearborn", amount: 7_550, consent: said },
	{ name: "王小明", town: "Chicago", amount: 8_888, consent: said },
	{ name: "Z̸̢͔̈́a̵͓͂l̶̰͝g̴̱̿o̷̩̅", amount: 6_660, consent: said },
	{ name: "A".repeat(200), town: "B".repeat(120), amount: 12_345, consent: said },
	{ name: "Call me at 555 0100 555", amount: 5_000, consent: said },
	{
		name: "The Featherstone-Haughton-Cholmondeley Family Foundation",
		town: "Naperville",
		amount: 98_765_432_109,
		consent: said,
	},
];
