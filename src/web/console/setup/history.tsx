import { Button, Text, Title } from "@mantine/core";
import { useState } from "react";
import type { ChangePreview, DriveSetup, SavedVersion, SaveOrigin } from "../../contract/staff/setup.ts";
import { ask } from "../ask.ts";
import { When } from "../parts/figures.tsx";
import { notifyDone, notifyProblem } from "../parts/notify.ts";
import { Asked } from "../parts/states.tsx";
import { useMay } from "../use-me.ts";
import { BeforeYouSave } from "./before-you-save.tsx";
import { useSetupSaved, useVersions } from "./use-setup.ts";

const HOW: Readonly<Record<SaveOrigin, string>> = {
	console: "",
	"campaign-file": "by a campaign file",
	clone: "by copying",
	restore: "by restoring an older one",
	upgrade: "before there was a history",
};
const SHOWN = 8;

/** Every save: who, when, what; and the way back to any of them. */
export function History({ setup }: { readonly setup: DriveSetup }) {
	const versions = useVersions();
	const [isWhole, setWhole] = useState(false);
	return (
		<section>
			<Title order={2} size="h4" mb="sm">
				History
			</Title>
			<Asked query={versions} lines={2}>
				{(data) => (
					<>
						<ol className="setup-history">
							{data.versions.slice(0, isWhole ? undefined : SHOWN).map((saved) => (
								<Version key={saved.version} saved={saved} setup={setup} isCurrent={saved.version === data.current} />
							))}
						</ol>
						{!isWhole && data.versions.length > SHOWN && (
							<Button variant="subtle" size="sm" onClick={() => setWhole(true)}>
								Show all {data.versions.length}
							</Button>
						)}
					</>
				)}
			</Asked>
		</section>
	);
}

function Version(props: { readonly saved: SavedVersion; readonly setup: DriveSetup; readonly isCurrent: boolean }) {
	const { saved, setup, isCurrent } = props;
	const mayEdit = useMay("campaign.edit");
	const told = useSetupSaved();
	const [preview, setPreview] = useState<ChangePreview | null>(null);
	const [isBusy, setBusy] = useState(false);
	const path = `/api/staff/campaigns/${encodeURIComponent(setup.id)}/versions/${saved.version}/restore`;
	const trying = async (work: () => Promise<void>) => {
		setBusy(true);
		await work().catch(notifyProblem);
		setBusy(false);
	};
	const look = () =>
		trying(async () => setPreview(await ask<ChangePreview>("POST", `${path}?preview=1`, { version: setup.version })));
	const restore = () =>
		trying(async () => {
			await told(await ask<DriveSetup>("POST", path, { version: setup.version }));
			setPreview(null);
			notifyDone("The older set-up is back. State and money stayed as they were.");
		});
	return (
		<li className="setup-saved">
			<div>
				<Text>{saved.what || (saved.how === "campaign-file" ? "Campaign file" : "Saved")}</Text>
				<Text size="sm" c="dimmed">
					{saved.savedBy ?? "The command line"}, <When at={saved.savedAt} /> {HOW[saved.how]}
				</Text>
			</div>
			{isCurrent ? (
				<Text size="sm" c="dimmed">
					As it is now
				</Text>
			) : (
				mayEdit && (
					<Button variant="default" size="xs" loading={isBusy} onClick={look}>
						Restore
					</Button>
				)
			)}
			<BeforeYouSave
				preview={preview}
				title="Before you restore"
				isBusy={isBusy}
				onSave={restore}
				onLeave={() => setPreview(null)}
			/>
		</li>
	);
}
