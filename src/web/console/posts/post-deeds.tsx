import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState } from "react";
import type { PostDeed } from "../../../domain/post/post-deed.ts";
import type { PostListItem } from "../../contract/staff/posts.ts";
import { Problem } from "../ask.ts";
import { ConfirmButton } from "../parts/confirm-button.tsx";
import { notifyDone, notifyProblem } from "../parts/notify.ts";
import { useMay } from "../use-me.ts";
import { useDeed } from "./use-posts.ts";

const PLACES = { x: "X", facebook: "Facebook", "on-air": "the host's screen", "dry-run": "practice" } as const;

/** What may be done about a post, each with what it comes to. Nothing where nothing is to be done. */
export function PostDeeds({ post }: { readonly post: PostListItem }) {
	const may = useMay("posts.settle");
	if (!may || post.deeds.length === 0) return null;
	return (
		<Group gap="sm" className="post-deeds">
			{post.deeds.map((deed) => (
				<Deed key={deed} deed={deed} post={post} />
			))}
		</Group>
	);
}

function Deed({ deed, post }: { readonly deed: PostDeed; readonly post: PostListItem }) {
	const act = useDeed(post);
	const place = PLACES[post.platform];
	switch (deed) {
		case "check":
			return <Check post={post} />;
		case "mark-published":
			return <MarkPublished post={post} />;
		case "mark-absent":
			return (
				<ConfirmButton
					size="sm"
					variant="default"
					color="ember"
					label="It isn't there"
					title={`Is it really not on ${place}?`}
					consequence={`Open the account and look first. Carillon sends the post again with the figures of now; if it is there after all, it stands there twice.`}
					confirm="I looked: send it again"
					onConfirm={async () => {
						await act.mutateAsync({ do: "mark-absent" });
						notifyDone("It goes again in its turn.");
					}}
				/>
			);
		case "retry":
			return (
				<ConfirmButton
					size="sm"
					variant="default"
					color="verdant"
					label="Send it again"
					title="Send this post again?"
					consequence={`${place} refused it, so nothing is public. It goes again in its turn, with the figures of that moment, unless a higher milestone has spoken for it since.`}
					confirm="Send it again"
					onConfirm={async () => {
						await act.mutateAsync({ do: "retry" });
						notifyDone("It goes again in its turn.");
					}}
				/>
			);
		case "drop":
			return (
				<ConfirmButton
					size="sm"
					variant="subtle"
					color="ember"
					label="Drop"
					title="Drop this post?"
					consequence={dropConsequence(post)}
					confirm="Drop it for good"
					onConfirm={async () => {
						await act.mutateAsync({ do: "drop" });
						notifyDone("It is dropped.");
					}}
				/>
			);
		default:
			return deed satisfies never;
	}
}

function Check({ post }: { readonly post: PostListItem }) {
	const act = useDeed(post);
	return (
		<Button
			size="sm"
			variant="default"
			loading={act.isPending}
			onClick={() =>
				act.mutate(
					{ do: "check" },
					{ onSuccess: () => notifyDone("Looking for it on the account."), onError: notifyProblem },
				)
			}
		>
			Look for it now
		</Button>
	);
}

function dropConsequence({ state, platform }: PostListItem): string {
	if (state === "unconfirmed") {
		return `Carillon stops looking for it. If it is on ${PLACES[platform]}, it stays there; the log then says that it was dropped.`;
	}
	return "It never goes out. This can't be taken back; the next milestone is posted as usual.";
}

function MarkPublished({ post }: { readonly post: PostListItem }) {
	const [isOpen, { open, close }] = useDisclosure(false);
	const [link, setLink] = useState("");
	const act = useDeed(post);
	const wrong = act.error instanceof Problem ? act.error.detail : null;
	const save = () => {
		act.mutate(
			{ do: "mark-published", link },
			{
				onSuccess: () => {
					close();
					notifyDone("It stands in the log as published.");
				},
			},
		);
	};
	return (
		<>
			<Button size="sm" variant="default" onClick={open}>
				It is published
			</Button>
			<Modal opened={isOpen} onClose={close} title="Mark this post as published">
				<form
					onSubmit={(event) => {
						event.preventDefault();
						save();
					}}
				>
					<Stack gap="md">
						<Text>
							Open the post on {PLACES[post.platform]} and copy its address. Carillon then never sends it again, and the
							log links to it.
						</Text>
						<TextInput
							label="The post's address"
							placeholder={
								post.platform === "x"
									? "https://x.com/lakeside/status/1234"
									: "https://www.facebook.com/lakeside/posts/1234"
							}
							value={link}
							error={wrong}
							onChange={(event) => setLink(event.currentTarget.value)}
							data-autofocus
						/>
						<Group justify="flex-end" gap="sm">
							<Button variant="default" onClick={close}>
								Leave it as it is
							</Button>
							<Button type="submit" loading={act.isPending} disabled={link.trim() === ""}>
								Mark as published
							</Button>
						</Group>
					</Stack>
				</form>
			</Modal>
		</>
	);
}
