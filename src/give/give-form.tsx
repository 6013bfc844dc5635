import { isLinkCode } from "../domain/drive/link-code.ts";
import type { Language } from "../domain/plain/language.ts";
import { formatMoney, minorDigits } from "../domain/plain/money.ts";
import { type GiveErrors, type GiveInput, type GiveWords, giveWords } from "../domain/words/give-words.ts";
import { Choice, described, FieldError, TextField } from "./form-fields.tsx";

/** Plain values, so that any page can place the form. Amounts are minor units of `currency`. */
export type GiveFormProps = {
	readonly slug: string;
	readonly language: Language;
	readonly currency: string;
	/** As campaign.page has them; may be empty. */
	readonly onceAmounts: readonly number[];
	readonly monthlyAmounts: readonly number[];
	readonly stations: readonly { readonly id: string; readonly name: string }[];
	/** From ?station=; with it the visitor isn't asked. */
	readonly station?: string | undefined;
	/** From ?via=: the short link that led here. */
	readonly via?: string | undefined;
	/** Fresh for every page that is sent (randomUUID): pressing twice gives once. */
	readonly nonce: string;
	/** What the visitor had typed before, or a choice to begin with. */
	readonly input?: GiveInput | undefined;
	readonly errors?: GiveErrors | undefined;
};

/** What every part of the form is given. */
type Part = GiveFormProps & { readonly words: GiveWords; readonly input: GiveInput; readonly errors: GiveErrors };

/**
 * The giving form: a plain POST to /c/:slug/give, whole without JavaScript. Nothing is agreed to unless it is ticked.
 * Its looks are in src/web/give/form.css, to be imported by the page that shows it; `--give-button`, `--give-on-button` and `--give-accent` may be set.
 */
export function GiveForm(props: GiveFormProps) {
	const part: Part = {
		...props,
		words: giveWords(props.language),
		input: props.input ?? {},
		errors: props.errors ?? {},
	};
	const { slug, language, nonce, words } = part;
	return (
		<form className="give-form" method="post" action={`/c/${slug}/give`} id="give-form" noValidate>
			<input type="hidden" name="nonce" value={nonce} />
			<input type="hidden" name="lang" value={language} />
			<Via {...part} />
			<ErrorSummary {...part} />
			<Often {...part} />
			<Amounts {...part} kind="once" />
			<Amounts {...part} kind="monthly" />
			<OtherAmount {...part} />
			<fieldset className="give-you">
				<legend>{words.you}</legend>
				<TextField {...part} field="name" label={words.name} hint={words.nameHint} autoComplete="name" longest={80} />
				<TextField {...part} field="town" label={words.town} autoComplete="address-level2" longest={60} />
				<TextField
					{...part}
					field="pronunciation"
					label={words.pronunciation}
					hint={words.pronunciationHint}
					longest={80}
				/>
			</fieldset>
			<Consents {...part} />
			<Station {...part} />
			<More {...part} />
			<button type="submit" className="give-submit">
				{words.submit}
			</button>
			<p className="give-safe">{words.safe}</p>
		</form>
	);
}

/** At the top, so that a visitor who can't see the whole form hears at once what is missing, and can go there. */
function ErrorSummary({ errors, words }: Part) {
	const found = Object.entries(errors);
	if (found.length === 0) return null;
	return (
		<div className="give-errors" role="alert" tabIndex={-1} id="give-errors">
			<p>{found.length === 1 ? words.fixOne : words.fixMany}</p>
			<ul>
				{found.map(([field, text]) => (
					<li key={field}>
						<a href={`#give-${field}`}>{text}</a>
					</li>
				))}
			</ul>
		</div>
	);
}

function Often({ input, errors, words }: Part) {
	return (
		<fieldset className="give-often" id="give-often" {...described("often", errors)}>
			<legend>{words.often}</legend>
			<div className="give-choices">
				<Choice name="often" value="once" chosen={input.often ?? "once"}>
					{words.once}
				</Choice>
				<Choice name="often" value="monthly" chosen={input.often ?? "once"}>
					{words.monthly}
				</Choice>
			</div>
			<FieldError field="often" errors={errors} />
		</fieldset>
	);
}

/** Both lists are in the page; styles show the one that fits the choice above. */
function Amounts(props: Part & { readonly kind: "once" | "monthly" }) {
	const { kind, words, input, errors, currency, language } = props;
	const amounts = kind === "once" ? props.onceAmounts : props.monthlyAmounts;
	const chosen = input[kind] ?? (amounts.length === 0 ? "other" : undefined);
	return (
		<fieldset className={`give-amounts give-amounts-${kind}`} id={`give-${kind}`} {...described(kind, errors)}>
			<legend>{kind === "once" ? words.amountOnce : words.amountMonthly}</legend>
			<div className="give-choices">
				{amounts.map((amount) => (
					<Choice key={amount} name={kind} value={String(amount)} chosen={chosen}>
						{formatMoney({ amount, currency }, language === "es" ? "es-US" : "en-US")}
					</Choice>
				))}
				<Choice name={kind} value="other" chosen={chosen}>
					{words.other}
				</Choice>
			</div>
			<FieldError field={kind} errors={errors} />
		</fieldset>
	);
}

function OtherAmount(part: Part) {
	const { currency, words } = part;
	return (
		<div className="give-other">
			<TextField
				{...part}
				field="other"
				label={`${words.otherAmount} (${currency.toUpperCase()})`}
				inputMode={minorDigits(currency) === 0 ? "numeric" : "decimal"}
				autoComplete="transaction-amount"
				longest={14}
			/>
		</div>
	);
}

function Consents({ input, errors, words }: Part) {
	const boxes = [
		["show_page", words.consentPage],
		["on_air", words.consentOnAir],
		["social", words.consentSocial],
		["show_amount", words.consentAmount],
	] as const;
	return (
		<fieldset className="give-consents" aria-describedby="give-consents-hint">
			<legend>{words.consents}</legend>
			<p className="give-hint" id="give-consents-hint">
				{words.consentsHint}
			</p>
			{boxes.map(([field, label]) => (
				<label key={field} className="give-tick" htmlFor={`give-${field}`}>
					<input
						type="checkbox"
						id={`give-${field}`}
						name={field}
						value="yes"
						defaultChecked={input[field] === "yes"}
						{...described(field, errors)}
					/>
					<span>{label}</span>
				</label>
			))}
		</fieldset>
	);
}

function Via({ via, input }: Part) {
	const code = via ?? input.via ?? "";
	return isLinkCode(code) && <input type="hidden" name="via" value={code} />;
}

function Station({ stations, station, input, errors, words }: Part) {
	const known = stations.find((one) => one.id === station);
	if (known) return <input type="hidden" name="station" value={known.id} />;
	if (stations.length < 2) return null;
	return (
		<div className="give-field">
			<label htmlFor="give-station">{words.station}</label>
			<select id="give-station" name="station" defaultValue={input.station ?? ""} {...described("station", errors)}>
				<option value="">{words.noStation}</option>
				{stations.map((one) => (
					<option key={one.id} value={one.id}>
						{one.name}
					</option>
				))}
			</select>
			<FieldError field="station" errors={errors} />
		</div>
	);
}

function More(part: Part) {
	const { input, errors, words } = part;
	const isOpen = [input.honoured, input.employer, errors.honoured, errors.employer].some(Boolean);
	const chosen = input.dedication ?? "none";
	return (
		<details className="give-more" open={isOpen || undefined}>
			<summary>{words.more}</summary>
			<fieldset>
				<legend>{words.dedication}</legend>
				<div className="give-choices">
					<Choice name="dedication" value="none" chosen={chosen}>
						{words.noDedication}
					</Choice>
					<Choice name="dedication" value="honour" chosen={chosen}>
						{words.honour}
					</Choice>
					<Choice name="dedication" value="memory" chosen={chosen}>
						{words.memory}
					</Choice>
				</div>
				<TextField {...part} field="honoured" label={words.honoured} hint={words.honouredHint} longest={120} />
			</fieldset>
			<TextField
				{...part}
				field="employer"
				label={words.employer}
				hint={words.employerHint}
				autoComplete="organization"
				longest={120}
			/>
		</details>
	);
}
