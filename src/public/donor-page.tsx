import type { ReactNode } from "react";
import { type PageFiles, renderDocument } from "../page/document.tsx";
import { GiveSection } from "./give-section.tsx";
import { Hero, Languages } from "./hero.tsx";
import { Impact, Partners } from "./impact.tsx";
import type { PageView } from "./page-view.ts";
import { Share } from "./share.tsx";
import { ShareHead } from "./share-head.tsx";
import { Stations } from "./stations.tsx";

/** The donor's page, whole without script. `form` is the giving form, null where this page takes no gifts. */
export function donorPage(view: PageView, files: PageFiles, form: ReactNode | null): string {
	const { campaign, snapshot, language, lines, words } = view;
	const isGiving = form !== null && lines.stage !== "over";
	return renderDocument({
		language,
		title: lines.title,
		files,
		head: <ShareHead view={view} />,
		body: {
			"data-stage": lines.stage,
			"data-live": `/c/${campaign.slug}/live`,
			"data-language": language,
			"data-version": String(snapshot.campaign.version),
			"data-opens": String(campaign.opensAt),
		},
		children: (
			<>
				<a className="skip" href={lines.stage === "over" ? "#share" : "#give"}>
					{lines.stage === "over" ? words.share : words.skip}
				</a>
				<main id="page">
					<Languages view={view} />
					<Hero view={view} isGiving={isGiving} />
					<GiveSection view={view} form={isGiving ? form : null} />
					<Impact view={view} isGiving={isGiving} />
					<Stations view={view} />
					<Share view={view} />
					<Partners view={view} />
				</main>
				<Foot view={view} />
				<p className="unseen" id="news" role="status" />
			</>
		),
	});
}

function Foot({ view: { campaign, language, words } }: { readonly view: PageView }) {
	const zone = zoneName(campaign.timeZone, words.locale);
	return (
		<footer className="foot" lang={language}>
			<p>{words.definition(words.months(campaign.monthlyMultiplier))}</p>
			<p>
				{words.names} {words.times(zone)}
			</p>
		</footer>
	);
}

function zoneName(timeZone: string, locale: string): string {
	const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: "longGeneric" }).formatToParts(0);
	return parts.find((part) => part.type === "timeZoneName")?.value ?? timeZone;
}
