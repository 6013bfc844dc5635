/** One line of the check-up. "warning" is for what a person should look at; "broken" keeps Carillon from doing its work. */
export type Finding = { readonly what: string; readonly state: "ok" | "warning" | "broken"; readonly says: string };
