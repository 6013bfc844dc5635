import { pick } from "../seeded-random.ts";

/** Invented listeners of an invented station. */
export type DemoPerson = { readonly name: string; readonly town?: string; readonly pronunciation?: string };

const FIRST: readonly [string, ...string[]] = [
	"Maria",
	"Dana",
	"Walter",
	"Guadalupe",
	"Kevin",
	"Priya",
	"Ximena",
	"Aaron",
	"Beatriz",
	"Siobhan",
	"José Luis",
	"Carol",
	"Tyrone",
	"Inés",
	"Megan",
	"Raúl",
	"Denise",
	"Joaquín",
	"Linda",
	"Hector",
	"Araceli",
	"Tom",
	"Yolanda",
	"Bill",
	"Nuria",
];
const LAST: readonly [string, ...string[]] = [
	"Ruiz",
	"Carter",
	"Nguyen",
	"Hernández",
	"Olson",
	"Patel",
	"Muñoz",
	"Brooks",
	"Castañeda",
	"Walsh",
	"Peña",
	"Schmidt",
	"Johnson",
	"Ibáñez",
	"Kowalski",
	"Ortega",
	"Reed",
	"Villaseñor",
	"Novak",
	"Bell",
];
const TOWNS: readonly [string, ...string[]] = [
	"Lakeview",
	"Cedar Falls",
	"San Marcos",
	"Elm Grove",
	"Harper's Mill",
	"Santa Rosa",
	"Bluffton",
	"Las Flores",
	"Ridgeway",
];
/** Of first names: those are what a host reads. */
const SAID: Readonly<Record<string, string>> = {
	Siobhan: "shi-VAWN",
	Ximena: "hee-MEH-nah",
	Joaquín: "hwah-KEEN",
	Araceli: "ah-rah-SEH-lee",
	Nuria: "NOO-ree-ah",
};

export function demoPerson(random: () => number): DemoPerson {
	const [first, last] = [pick(random, FIRST), pick(random, LAST)];
	const pronunciation = SAID[first];
	const town = pick(random, TOWNS);
	const person = random() < 0.15 ? { name: `${first} ${last}` } : { name: `${first} ${last}`, town };
	return pronunciation === undefined ? person : { ...person, pronunciation };
}

export const SPONSORS: readonly [string, ...string[]] = [
	"Lakeview Auto Group",
	"Cedar Falls Credit Union",
	"Flores Family Bakery",
	"Firefighters Club 218",
	"Ridgeway Builders Inc",
];
