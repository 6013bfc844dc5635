/** The drive's numbers at one moment: what templates, screens and announcements speak of. Amounts are minor units. */
export type Figures = {
	/** The announced total, by the campaign's counting rule. */
	readonly total: number;
	readonly goal: number;
	readonly gifts: number;
	readonly donors: number;
	readonly monthlyDonors: number;
	/** Counted in the clock hour of the moment. */
	readonly thisHour: number;
};
