import type { TriggerKind } from "../../../domain/drive/milestone-rule.ts";

/** Kinds of rules as staff choose among them. */
export const KIND_WORDS: Readonly<Record<TriggerKind, { readonly name: string; readonly means: string }>> = {
	every: { name: "Every so much", means: "A post each time the total passes another step." },
	amounts: { name: "At certain amounts", means: "A post when the total reaches each of them." },
	percent: { name: "At parts of the goal", means: "Halfway, three quarters, the goal itself." },
	gifts: { name: "At numbers of gifts", means: "The hundredth gift, the thousandth." },
	donors: { name: "At numbers of donors", means: "Each person counts once, however often they give." },
	"monthly-donors": { name: "At numbers of monthly donors", means: "People who promise a gift each month." },
	"large-gift": {
		name: "A large gift",
		means: "A single gift from an amount on. The name only with the giver's consent.",
	},
	"hour-target": { name: "An hour reaches its target", means: "At most once in each clock hour." },
	"best-hour": { name: "A best hour", means: "An hour that beats every one before it." },
	"hours-to-go": { name: "Hours to go", means: "At certain times before the drive closes." },
	"final-hour": { name: "The final hour", means: "When the last hour begins." },
	closed: { name: "The drive closes", means: "With the total and a word of thanks." },
	"thank-you": { name: "Thanks afterwards", means: "Some hours after the close, with what it all came to." },
	"goal-raised": { name: "The goal is raised", means: "When you raise the goal while the drive runs." },
	"match-opened": { name: "A match opens", means: "When a sponsor's money begins to answer gifts." },
	"match-half": { name: "A match is half given", means: "When half of its money has answered gifts." },
	"match-nearly-gone": { name: "A match is nearly gone", means: "When a tenth of its money is left: the last chance." },
	"match-spent": { name: "A match is spent", means: "When all of its money is given, with a word of thanks." },
	"match-ended": { name: "A match ends", means: "When its time is over and something of it is left." },
	"power-hour-start": { name: "A power hour begins", means: "With its target, and who stands behind it." },
	"power-hour-half": { name: "A power hour is half way", means: "When it has brought half of its target." },
	"power-hour-reached": { name: "A power hour reaches its target", means: "Once, at whatever minute it falls." },
	"power-hour-end": { name: "A power hour ends", means: "With what it brought." },
};
