import type { Campaign } from "../drive/campaign.ts";
import type { Language } from "../plain/language.ts";
import { formatMoney } from "../plain/money.ts";

export type PledgeMailKind = "link" | "reminder";

export type PledgeMailTold = {
	readonly kind: PledgeMailKind;
	readonly campaign: Pick<Campaign, "name" | "hospital" | "phone" | "currency" | "timeZone">;
	/** Minor units: what was promised, and what is still to come of it. */
	readonly amount: number;
	readonly due: number;
	readonly monthly: boolean;
	readonly promisedAt: number;
	readonly link: string;
	readonly language: Language;
};

type Words = {
	readonly locale: string;
	readonly subject: Readonly<Record<PledgeMailKind, (drive: string) => string>>;
	readonly hello: string;
	readonly promised: (what: string, drive: string, day: string) => string;
	readonly each: (amount: string) => string;
	readonly rest: (due: string) => string;
	readonly pay: string;
	readonly changed: string;
	readonly paidAlready: string;
	readonly questions: (phone: string) => string;
	readonly from: (hospital: string, drive: string) => string;
};

const WORDS: Readonly<Record<Language, Words>> = {
	en: {
		locale: "en-US",
		subject: {
			link: (drive) => `Your pledge to ${drive}`,
			reminder: (drive) => `A reminder of your pledge to ${drive}`,
		},
		hello: "Hello,",
		promised: (what, drive, day) => `On ${day} you promised ${what} to ${drive}. Thank you.`,
		each: (amount) => `${amount} a month`,
		rest: (due) => `${due} of it is still to come.`,
		pay: "You can pay it here, by card or from your bank account:",
		changed: "You may change the amount there. The page is the hospital's own; payment is by Stripe.",
		paidAlready: "If you have paid in the meantime, there is nothing more to do.",
		questions: (phone) => `Questions? Call ${phone}.`,
		from: (hospital, drive) => `This mail is from ${hospital}, because you promised a gift during ${drive}.`,
	},
	es: {
		locale: "es-US",
		subject: {
			link: (drive) => `Su promesa a ${drive}`,
			reminder: (drive) => `Recordatorio de su promesa a ${drive}`,
		},
		hello: "Hola:",
		promised: (what, drive, day) => `El ${day} usted prometió ${what} a ${drive}. Gracias.`,
		each: (amount) => `${amount} al mes`,
		rest: (due) => `Faltan ${due}.`,
		pay: "Puede pagarla aquí, con tarjeta o desde su cuenta bancaria:",
		changed: "Allí puede cambiar la cantidad. La página es del hospital; el pago se hace con Stripe.",
		paidAlready: "Si ya pagó entretanto, no tiene que hacer nada más.",
		questions: (phone) => `¿Preguntas? Llame al ${phone}.`,
		from: (hospital, drive) => `Este correo es de ${hospital}, porque usted prometió una donación durante ${drive}.`,
	},
};

/** A mail to somebody who promised: what, when, to whom, the way to pay it, and who writes. No name stands in it: it may have been misheard. */
export function pledgeMail(told: PledgeMailTold): { readonly subject: string; readonly text: string } {
	const { kind, campaign, amount, due, monthly, link } = told;
	const words = WORDS[told.language];
	const money = (minor: number) => formatMoney({ amount: minor, currency: campaign.currency }, words.locale);
	const day = new Intl.DateTimeFormat(words.locale, {
		timeZone: campaign.timeZone,
		...{ month: "long", day: "numeric" },
	}).format(told.promisedAt);
	const what = monthly ? words.each(money(amount)) : money(amount);
	const isPart = !monthly && due < amount;
	const lines = [
		words.hello,
		"",
		words.promised(what, campaign.name, day),
		...(isPart ? [words.rest(money(due))] : []),
		"",
		words.pay,
		link,
		"",
		words.changed,
		...(kind === "reminder" ? [words.paidAlready] : []),
		...(campaign.phone ? [words.questions(campaign.phone)] : []),
		"",
		words.from(campaign.hospital || campaign.name, campaign.name),
		"",
	];
	const subject = words.subject[kind](campaign.name);
	return { subject: subject.replace(/[\r\n]+/g, " ").slice(0, 150), text: lines.join("\n") };
}
