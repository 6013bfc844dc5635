import { Image, Text } from "@mantine/core";
import type { Platform } from "../../../domain/post/post.ts";

/** A post as people will see it: on X, on Facebook, or on the host's screen. */
export type PostPreviewProps = {
	readonly platform: Platform;
	/** The account's name, as staff call it. */
	readonly account: string;
	readonly text: string;
	/** Address of its picture, and what that says; null where it goes without. */
	readonly picture?: { readonly url: string; readonly alt: string } | null;
	/** A line below: when it went out, or that it is an example. */
	readonly note?: string;
};

const PLACES: Readonly<Record<Platform, string>> = {
	x: "X",
	facebook: "Facebook",
	"on-air": "Host's screen",
	"dry-run": "Practice",
};

export function PostPreview({ platform, account, text, picture, note }: PostPreviewProps) {
	return (
		<figure className={`post-preview post-preview-${platform}`}>
			<figcaption>
				<span className="post-preview-face" aria-hidden="true">
					{account.slice(0, 1).toUpperCase()}
				</span>
				<span className="post-preview-who">
					<strong>{account}</strong>
					<span>{PLACES[platform]}</span>
				</span>
			</figcaption>
			<Text component="p" className="post-preview-text">
				{text}
			</Text>
			{picture && <Image src={picture.url} alt={picture.alt} radius="md" className="post-preview-picture" />}
			{note && (
				<Text size="xs" c="dimmed" mt={8}>
					{note}
				</Text>
			)}
		</figure>
	);
}
