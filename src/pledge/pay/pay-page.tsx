import type { ReactNode } from "react";
import { formatMoney, minorDigits } from "../../domain/plain/money.ts";
import { pledgeDue, pledgeState } from "../../domain/pledge/pledge-state.ts";
import type { GiveErrors, GiveInput } from "../../domain/words/give-words.ts";
import { giveWords } from "../../domain/words/give-words.ts";
import { type PayWords, payWords } from "../../domain/words/pay-words.ts";
import { thankWords } from "../../domain/words/thank-words.ts";
import { Choice, described, FieldError, TextField } from "../../give/form-fields.tsx";
import { driveAddress, type GivePlace, giveShell } from "../../give/give-shell.tsx";
import type { Pledge } from "../store.ts";
import type { PayShows } from "./pay-state.ts";
import type { PledgeGift } from "./pledge-gift.ts";

export type PayPage = {
	readonly shows: PayShows;
	readonly pledge: Pledge;
	readonly found: PledgeGift;
	/** Where the form is sent: this page's own address. */
	readonly action: string;
	readonly input?: GiveInput;
	readonly errors?: GiveErrors;
	/** What went wrong beside the form's fields. */
	readonly trouble?: string;
};

type Part = GivePlace & PayPage & { readonly words: PayWords; readonly money: (amount: number) => string };

/** A pledge's own page: what was promised, how it stands with it, and the way to pay it. Whole without JavaScript. */
export function payPage(place: GivePlace, page: PayPage): string {
	const { campaign, language } = place;
	const { locale } = thankWords(language);
	const money = (amount: number) => formatMoney({ amount, currency: campaign.currency }, locale);
	const part: Part = { ...place, ...page, money, words: payWords(language) };
	const { words, shows, trouble } = part;
	const title = shows === "paid" || shows === "settled" ? words.paidTitle : words.title;
	return giveShell(place, {
		title,
		children: (
			<>
				<h1>{title}</h1>
				{trouble !== undefined && (
					<div className="own-trouble" role="alert">
						<p>{trouble}</p>
					</div>
				)}
				<Promised {...part} />
				<Standing {...part} />
				{shows === "form" && <PayForm {...part} />}
			</>
		),
	});
}

function Promised({ pledge, campaign, language, words, money }: Part) {
	const day = new Intl.DateTimeFormat(thankWords(language).locale, {
		timeZone: campaign.timeZone,
		...{ month: "long", day: "numeric", year: "numeric" },
	}).format(pledge.promisedAt);
	return (
		<>
			<p className="own-note">{words.promised(campaign.name)}</p>
			<p className="own-amount">
				{money(pledge.amount)}
				{pledge.monthly && <span> {words.eachMonth}</span>}
			</p>
			<p className="own-note">{words.onDay(day)}</p>
		</>
	);
}

/** One sentence, and the next step where this page has no form. */
function Standing(part: Part) {
	const { shows, found, campaign, language, words, money } = part;
	const { figures } = found;
	const hospital = campaign.hospital || campaign.name;
	const further = (label: string) => (
		<p>
			<a className="own-button is-quiet" href={`${driveAddress(campaign, language)}#give`}>
				{label}
			</a>
		</p>
	);
	switch (shows) {
		case "paid":
			return (
				<>
					<Lead kind="arrived">{figures.isSubscribed ? words.paidMonthly(hospital) : words.paid(hospital)}</Lead>
					{!figures.isSubscribed && figures.paid !== figures.amount && (
						<p className="own-note">{words.came(money(figures.paid))}</p>
					)}
					{further(words.another)}
				</>
			);
		case "settled":
			return (
				<>
					<Lead kind="arrived">{words.settled(hospital)}</Lead>
					{further(words.another)}
				</>
			);
		case "cancelled":
			return (
				<>
					<Lead>{words.cancelled}</Lead>
					{further(words.give)}
				</>
			);
		case "under-way":
			return <Lead kind="waiting">{words.underWay}</Lead>;
		case "bank":
			return <Lead kind="bank">{words.underWayBank}</Lead>;
		case "closed":
			return <Lead>{words.closed}</Lead>;
		case "form":
			return (
				<>
					{figures.paid > 0 && (
						<Lead>{words.partly(money(figures.paid), money(Math.max(0, figures.amount - figures.paid)))}</Lead>
					)}
					{pledgeState(figures) === "lapsed" && <Lead>{words.lapsed}</Lead>}
				</>
			);
	}
}

function Lead({ kind, children }: { readonly kind?: "arrived" | "waiting" | "bank"; readonly children: ReactNode }) {
	return <p className={kind === undefined ? "own-lead" : `own-lead is-${kind}`}>{children}</p>;
}

/** What is asked for first: what is still to come, or what was promised where that has lapsed. */
export function askedFirst({ figures }: PledgeGift): number {
	return pledgeDue({ ...figures, ended: null }) || figures.amount;
}

type FormPart = Part & { readonly input: GiveInput; readonly errors: GiveErrors };

function PayForm(page: Part) {
	const { pledge, campaign, language, action, words } = page;
	const input: GiveInput = page.input ?? { often: pledge.monthly ? "monthly" : "once" };
	const part: FormPart = { ...page, input, errors: page.errors ?? {} };
	const { errors } = part;
	const form = giveWords(language);
	return (
		<form className="give-form pay-form" method="post" action={action} id="give-form" noValidate>
			<input type="hidden" name="lang" value={language} />
			<p className="give-hint">{words.ask}</p>
			<fieldset className="give-often" id="give-often" {...described("often", errors)}>
				<legend>{form.often}</legend>
				<div className="give-choices">
					<Choice name="often" value="once" chosen={input.often ?? "once"}>
						{form.once}
					</Choice>
					<Choice name="often" value="monthly" chosen={input.often ?? "once"}>
						{form.monthly}
					</Choice>
				</div>
				<FieldError field="often" errors={errors} />
			</fieldset>
			<Amounts {...part} kind="once" />
			<Amounts {...part} kind="monthly" />
			<div className="give-other">
				<TextField
					{...{ input, errors }}
					field="other"
					label={`${form.otherAmount} (${campaign.currency.toUpperCase()})`}
					inputMode={minorDigits(campaign.currency) === 0 ? "numeric" : "decimal"}
					autoComplete="transaction-amount"
					longest={14}
				/>
			</div>
			<button type="submit" className="give-submit">
				{words.submit}
			</button>
			<p className="give-safe">{form.safe}</p>
		</form>
	);
}

/** The promised amount where it was promised so; otherwise the drive's own. Styles show the list that fits the choice above. */
function Amounts(part: FormPart & { readonly kind: "once" | "monthly" }) {
	const { kind, pledge, found, campaign, language, words, money, input, errors } = part;
	const form = giveWords(language);
	const { onceAmounts, monthlyAmounts } = campaign.page;
	const first = askedFirst(found);
	const isAsPromised = (kind === "monthly") === pledge.monthly;
	const offered = isAsPromised ? [first] : kind === "once" ? onceAmounts : monthlyAmounts;
	const chosen = input[kind] ?? (isAsPromised ? String(first) : offered.length === 0 ? "other" : undefined);
	const said = first === pledge.amount ? words.asPromised(money(first)) : words.rest(money(first));
	return (
		<fieldset className={`give-amounts give-amounts-${kind}`} id={`give-${kind}`} {...described(kind, errors)}>
			<legend>{kind === "once" ? form.amountOnce : form.amountMonthly}</legend>
			<div className="give-choices">
				{offered.map((amount) => (
					<Choice key={amount} name={kind} value={String(amount)} chosen={chosen}>
						{isAsPromised ? said : money(amount)}
					</Choice>
				))}
				<Choice name={kind} value="other" chosen={chosen}>
					{form.other}
				</Choice>
			</div>
			<FieldError field={kind} errors={errors} />
		</fieldset>
	);
}
