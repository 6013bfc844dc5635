import "./hooks.css";
import { Button, Code, Text, Title } from "@mantine/core";
import { useState } from "react";
import type { HookItem } from "../../contract/staff/hooks.ts";
import { PageFrame } from "../parts/page-frame.tsx";
import { Asked, Empty } from "../parts/states.tsx";
import { HookCard } from "./hook-card.tsx";
import { HookForm } from "./hook-form.tsx";
import { SecretDialog } from "./secret-dialog.tsx";
import { useHooks } from "./use-hooks.ts";

type Secret = { readonly secret: string; readonly label: string; readonly isRotated: boolean };

export function ReceiversPage() {
	const hooks = useHooks();
	/** Undefined: closed; null: a new one. */
	const [edited, setEdited] = useState<HookItem | null | undefined>(undefined);
	const [secret, setSecret] = useState<Secret | null>(null);
	const add = <Button onClick={() => setEdited(null)}>Add a receiver</Button>;
	return (
		<PageFrame
			title="Receivers"
			lead="Tell other systems of gifts, milestones and posts as they happen: the newsroom, a chat room, the station's own display. Names go out only as the public page shows them."
			actions={(hooks.data?.hooks.length ?? 0) > 0 && add}
		>
			<Asked query={hooks}>
				{(data) =>
					data.hooks.length === 0 ? (
						<Empty
							title="Nobody outside is told"
							words="Add a receiver to send this drive's news to a newsroom, a chat room or a display. Each message is signed and tried again for three days."
							action={add}
							example={<Example />}
						/>
					) : (
						<>
							{data.hooks.map((hook) => (
								<HookCard
									key={hook.id}
									hook={hook}
									edit={() => setEdited(hook)}
									showSecret={(made) => setSecret({ secret: made, label: hook.label, isRotated: true })}
								/>
							))}
							<section className="hook-help">
								<Title order={2} size="h4" mb="xs">
									What a receiver gets
								</Title>
								<Example />
								<Text size="sm" c="dimmed" mt="xs">
									Amounts are in cents. It answers with any 2xx; every message has an id and a number, so it can tell
									what came twice. Programmers find all of it in docs/outgoing-webhooks.md.
								</Text>
							</section>
						</>
					)
				}
			</Asked>
			{edited !== undefined && (
				<HookForm
					hook={edited}
					close={() => setEdited(undefined)}
					made={({ hook, secret: made }) => {
						setEdited(undefined);
						setSecret({ secret: made, label: hook.label, isRotated: false });
					}}
				/>
			)}
			{secret !== null && <SecretDialog {...secret} close={() => setSecret(null)} />}
		</PageFrame>
	);
}

const EXAMPLE = `{
  "type": "gift.counted",
  "timestamp": "2026-12-03T15:20:04.512Z",
  "sequence": 418,
  "data": {
    "campaign": { "slug": "hope-2026", "currency": "usd", ... },
    "name": "A generous listener",
    "amount": null,
    "total": 4012000,
    "goal": 15000000
  }
}`;

function Example() {
	return (
		<Code block tabIndex={0}>
			{EXAMPLE}
		</Code>
	);
}
