/**
 * The screen's word list, short on purpose: it only holds a name back until a person has looked, and a list that knows every insult
 * mostly catches surnames. Written as `plainLetters` writes them: no accents, no doubled letters. English and Spanish.
 */

/** A word of the name that begins like this. None of them begins a name that people have. */
export const UNFIT_BEGINNINGS: readonly string[] = [
	"fuck phuck bulshit shithead bitch fagot whore ashole aswipe dickhead dumbas jackas cocksuck motherf blowjob handjob dildo",
	"pedoph hitler mierd pendej chinga joder maricon hijodep gilipol",
].flatMap((line) => line.split(" "));

/** A whole word of the name: as a beginning these would catch people (Shital, Nazir, Fukuda, Nigam, Slutsky, Pornchai, Vergara). */
export const UNFIT_WORDS: ReadonlySet<string> = new Set(
	[
		"arse cum tits boner penis vagina anus semen pusy cunt cunts shit shits shiter shity fuk fuks fuker fuking fck wank wanker",
		"slut sluts twat twats porn porno nazi nazis rapist niga nigas nigaz niger nigers kkk",
		"puta putas puto putos verga culo cono pene cabron cabrones pinche",
	].flatMap((line) => line.split(" ")),
);

/** Jokes that only work when a host reads them out. The whole name, without spaces. */
export const READ_ALOUD: ReadonlySet<string> = new Set(
	[
		"mikehunt mikehawk mikeoxlong hughjas hughjanus bendover seymourbuts harybals dixienormous philmcrackin jackmehof",
		"amandahuginkis ivanajerkof heywoodjablome ipfreely anitadick moelester deznuts deznutz hoojas",
		"elverga rosamelano rosamelcacho zoilacerda aquilesbrinco benitocamelas elsapito",
	].flatMap((line) => line.split(" ")),
);
