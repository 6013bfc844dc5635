/** North America's first: most radiothons are there. */
const NEAR = [
	"America/New_York",
	"America/Chicago",
	"America/Denver",
	"America/Phoenix",
	"America/Los_Angeles",
	"America/Anchorage",
	"Pacific/Honolulu",
	"America/Puerto_Rico",
	"America/Halifax",
	"America/St_Johns",
	"America/Toronto",
	"America/Winnipeg",
	"America/Edmonton",
	"America/Vancouver",
	"America/Mexico_City",
];

export function timeZones() {
	const all = Intl.supportedValuesOf("timeZone");
	const named = (zone: string) => ({ value: zone, label: `${zone.replaceAll("_", " ")} (${longName(zone)})` });
	return [
		{ group: "North America", items: NEAR.map(named) },
		{
			group: "Everywhere",
			items: [...all, "UTC"]
				.filter((zone, index, list) => !NEAR.includes(zone) && list.indexOf(zone) === index)
				.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") })),
		},
	];
}

function longName(timeZone: string): string {
	const parts = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longGeneric" }).formatToParts(0);
	return parts.find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
}

/** Where this browser is: a good guess for a new drive. */
export function ownTimeZone(): string {
	return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
