/** One line of the check-up. "warning" is for what a person should look at; "broken" keeps Carillon from doing its work. */
export type Finding = {
	readonly what: string;
	readonly state: "ok" | "warning" | "broken";
	readonly says: string;
	/** What to do, and on which of the drive's pages ("channels") or at which address of the console ("/people"). */
	readonly fix?: { readonly says: string; readonly page: string };
};
