import { Button, Group, Modal, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import type { ResumePreview, WaitingPreview } from "../../contract/staff/posting.ts";
import { notifyDone, notifyProblem } from "../parts/notify.ts";
import { PostPreview } from "../parts/post-preview.tsx";
import { Asked } from "../parts/states.tsx";
import { useResume, useResumePreview } from "./use-posting.ts";

type Props = {
	readonly drive: { readonly id: string; readonly shortName: string };
	readonly isOpen: boolean;
	readonly close: () => void;
};

/** Every post that waits, with what it would say now; some may be dropped before posting goes on. */
export function ResumeDialog({ drive, isOpen, close }: Props) {
	const [dropped, setDropped] = useState<readonly number[]>([]);
	const preview = useResumePreview(drive.id, dropped, isOpen);
	const resume = useResume(drive.id);
	const press = () => {
		resume.mutate(dropped, {
			onSuccess: () => {
				close();
				notifyDone("Posting goes on.");
			},
			onError: notifyProblem,
		});
	};
	const toggle = (id: number) =>
		setDropped(dropped.includes(id) ? dropped.filter((one) => one !== id) : [...dropped, id]);
	return (
		<Modal opened={isOpen} onClose={close} size="lg" title={`Resume posting of ${drive.shortName}`}>
			<Asked query={preview}>
				{(shown) => (
					<Stack gap="lg">
						<Sections preview={shown} toggle={toggle} />
						<div className="resume-foot">
							<Text mb="sm" aria-live="polite">
								{consequenceOf(shown)}
							</Text>
							<Group justify="flex-end" gap="sm">
								<Button variant="default" onClick={close}>
									Leave it stopped
								</Button>
								<Button color="verdant" onClick={press} loading={resume.isPending} disabled={preview.isPlaceholderData}>
									{shown.sends === 0 ? "Resume posting" : `Resume: ${countedPosts(shown.sends)} out`}
								</Button>
							</Group>
						</div>
					</Stack>
				)}
			</Asked>
		</Modal>
	);
}

function countedPosts(count: number): string {
	return `${count} ${count === 1 ? "post goes" : "posts go"}`;
}

/** "Resume: 3 posts go out over the next 6 minutes, 2 are dropped." */
export function consequenceOf({ sends, drops, waits, lastAt, at, more }: ResumePreview): string {
	const over = lastAt === null || lastAt - at < 60_000 ? "at once" : `over the next ${spanOf(lastAt - at)}`;
	const parts = [
		sends === 0 ? "no post goes out" : `${countedPosts(sends)} out ${over}`,
		...(drops === 0 ? [] : [`${drops} ${drops === 1 ? "is" : "are"} dropped`]),
		...(waits === 0 ? [] : [`${waits} ${waits === 1 ? "goes" : "go"} on waiting`]),
		...(more === 0 ? [] : [`${more} more follow in their turn`]),
	];
	return `Resume: ${parts.join(", ")}.`;
}

function spanOf(milliseconds: number): string {
	const minutes = Math.ceil(milliseconds / 60_000);
	if (minutes < 90) return `${minutes} ${minutes === 1 ? "minute" : "minutes"}`;
	return `${Math.round(minutes / 60)} hours`;
}

const SECTIONS = [
	{ kind: "sends", title: "Go out, as they read now" },
	{ kind: "waits", title: "Go on waiting" },
	{ kind: "dropped", title: "Are dropped" },
] as const;

type SectionsProps = { readonly preview: ResumePreview; readonly toggle: (id: number) => void };

function Sections({ preview, toggle }: SectionsProps) {
	if (preview.posts.length === 0) return <Text>Nothing waits. From here on milestones are posted as they fall.</Text>;
	return SECTIONS.map(({ kind, title }) => {
		const own = preview.posts.filter((post) => post.kind === kind);
		if (own.length === 0) return null;
		return (
			<section key={kind}>
				<Title order={3} size="h5" mb="sm">
					{title} ({own.length})
				</Title>
				<ul className="resume-list">
					{own.map((post) => (
						<Item key={post.postId} post={post} at={preview.at} toggle={toggle} />
					))}
				</ul>
			</section>
		);
	});
}

type ItemProps = { readonly post: WaitingPreview; readonly at: number; readonly toggle: (id: number) => void };

function Item({ post, at, toggle }: ItemProps) {
	const isByHand = post.kind === "dropped" && post.why === "by-hand";
	const mayDrop = post.kind !== "dropped" || isByHand;
	const text = post.kind === "dropped" ? null : post.text;
	return (
		<li className="resume-item" data-kind={post.kind}>
			<div className="resume-item-head">
				<strong>{post.about}</strong>
				<Text component="span" size="sm" c="dimmed">
					{text === null ? `${PLACES[post.platform]}, ${post.account}. ` : ""}
					{whenOf(post, at)}
				</Text>
			</div>
			{mayDrop && (
				<Button
					variant="subtle"
					size="compact-sm"
					color={isByHand ? "ink" : "ember"}
					onClick={() => toggle(post.postId)}
					aria-label={`${isByHand ? "Keep" : "Drop"}: ${post.about}, ${PLACES[post.platform]}`}
				>
					{isByHand ? "Keep it" : "Drop"}
				</Button>
			)}
			{text !== null && <PostPreview platform={post.platform} account={post.account} text={text} />}
		</li>
	);
}

const PLACES = { x: "X", facebook: "Facebook", "on-air": "Host's screen", "dry-run": "Practice" } as const;

function whenOf(post: WaitingPreview, at: number): string {
	if (post.kind !== "sends") return post.reason;
	return post.at - at < 5_000 ? "At once" : `In ${post.at - at < 60_000 ? "a minute" : spanOf(post.at - at)}`;
}
