import { Button, Group, Radio, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { PageChoice } from "../../contract/staff/channels.ts";
import { ask } from "../ask.ts";
import { Dialog } from "../parts/dialog.tsx";
import { notifyDone, notifyProblem } from "../parts/notify.ts";
import { Asked } from "../parts/states.tsx";
import { useChannelsPath, useReadAgain } from "./use-channels.ts";

/** After the log-in at Facebook: which of one's Pages this drive speaks on. */
export function PageChooser({ signIn, onEnd }: { readonly signIn: string; readonly onEnd: () => void }) {
	const path = useChannelsPath();
	const query = useQuery({
		queryKey: ["facebook-pages", signIn],
		queryFn: () => ask<PageChoice>("GET", `${path}/facebook/pages/${encodeURIComponent(signIn)}`),
		retry: false,
	});
	return (
		<Dialog onClose={onEnd} title="Which Page?">
			<Asked query={query} lines={2}>
				{({ pages }) => <Choice pages={pages} signIn={signIn} onEnd={onEnd} />}
			</Asked>
		</Dialog>
	);
}

type ChoiceProps = PageChoice & { readonly signIn: string; readonly onEnd: () => void };

function Choice({ pages, signIn, onEnd }: ChoiceProps) {
	const path = useChannelsPath();
	const readAgain = useReadAgain();
	const [page, setPage] = useState(pages.find(({ mayPost }) => mayPost)?.id ?? "");
	const [isBusy, setBusy] = useState(false);
	const connect = async () => {
		setBusy(true);
		try {
			await ask("POST", `${path}/facebook/pages`, { signIn, page });
			notifyDone("The Page is connected. Send a test post to see it with your own eyes.");
			onEnd();
		} catch (error) {
			notifyProblem(error);
		} finally {
			setBusy(false);
			await readAgain();
		}
	};
	return (
		<Stack gap="lg">
			<Radio.Group value={page} onChange={setPage} label="Pages you manage">
				<Stack gap="sm" mt="sm">
					{pages.map(({ id, name, mayPost }) => (
						<Radio
							key={id}
							value={id}
							disabled={!mayPost}
							label={name}
							description={mayPost ? `Page ${id}` : "You may not create posts on it"}
						/>
					))}
				</Stack>
			</Radio.Group>
			<Text size="sm" c="dimmed">
				Carillon keeps the Page's own access, not yours, and posts as the Page.
			</Text>
			<Group justify="flex-end" gap="sm">
				<Button variant="default" onClick={onEnd}>
					Not now
				</Button>
				<Button onClick={connect} loading={isBusy} disabled={page === ""}>
					Connect this Page
				</Button>
			</Group>
		</Stack>
	);
}
