import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import type {
	PlaceTexts,
	TemplateAccount,
	TemplateRule,
	TemplatesOverview,
	WordedPlatform,
} from "../../contract/staff/templates.ts";
import { notifyDone, notifyProblem } from "../parts/notify.ts";
import { useMay } from "../use-me.ts";
import { PlaceColumn } from "./place-column.tsx";
import { LANGUAGE_WORDS, PLATFORM_WORDS } from "./place-words.ts";
import { useSaving } from "./use-templates.ts";

type Props = {
	readonly rule: TemplateRule;
	readonly platform: WordedPlatform;
	readonly places: readonly PlaceTexts[];
	readonly overview: TemplatesOverview;
};

/** Where a platform has several accounts, each may have texts of its own: X forbids the same words on two. */
export function SingleAccounts({ rule, platform, places, overview }: Props) {
	const may = useMay("templates.edit");
	const accounts = overview.accounts.filter(
		(one) => one.isOn && (one.platform === "dry-run" ? "x" : one.platform) === platform,
	);
	const own = places.filter(({ place, origin }) => place.accountId !== null && origin === "own");
	if (platform === "on-air" || (accounts.length < 2 && own.length === 0)) return null;
	const without = accounts.filter(({ id }) => !own.some(({ place }) => place.accountId === id));
	const nameOf = (id: string | null) => overview.accounts.find((one) => one.id === id)?.name ?? "An account";
	return (
		<section className="template-accounts">
			<Title order={3} size="h4">
				{accounts.length} {PLATFORM_WORDS[platform]} accounts
			</Title>
			<Text c="dimmed" maw={640} mb="md">
				They take turns with the texts above and never say the same words. An account can also have texts of its own.
			</Text>
			<Stack gap="lg">
				{own.map((texts) => (
					<PlaceColumn
						key={texts.place.accountId}
						texts={texts}
						title={`${nameOf(texts.place.accountId)}, ${LANGUAGE_WORDS[texts.place.language]}`}
					/>
				))}
				{may && (
					<Group gap="sm">
						{without.map((account) => (
							<OwnTexts key={account.id} {...{ account, platform, places }} ruleId={rule.id} />
						))}
					</Group>
				)}
			</Stack>
		</section>
	);
}

type OwnProps = Pick<Props, "places" | "platform"> & { readonly account: TemplateAccount; readonly ruleId: string };

function OwnTexts({ account, platform, places, ruleId }: OwnProps) {
	const { save } = useSaving();
	const [isBusy, setBusy] = useState(false);
	const shared = places.find(({ place }) => place.accountId === null && place.language === account.language);
	// It may have had its own before.
	const revision = places.find(({ place }) => place.accountId === account.id)?.revision ?? 0;
	const begin = async () => {
		setBusy(true);
		const place = { ruleId, platform, language: account.language, accountId: account.id };
		const copies = (shared?.variants ?? []).map(({ source, isOn }) => ({ id: null, source, isOn }));
		try {
			await save(place, revision, copies);
			notifyDone(`${account.name} has its own copies now. Change them so that they say something else.`);
		} catch (error) {
			notifyProblem(error);
		} finally {
			setBusy(false);
		}
	};
	return (
		<Button variant="default" size="sm" loading={isBusy} onClick={() => void begin()}>
			Give {account.name} its own texts
		</Button>
	);
}
