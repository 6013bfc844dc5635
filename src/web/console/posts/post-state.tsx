import { Badge } from "@mantine/core";
import type { PostGroup, PostListItem } from "../../contract/staff/posts.ts";

const COLORS: Readonly<Record<PostGroup, string>> = {
	waiting: "sky",
	out: "verdant",
	trouble: "ember",
	"not-sent": "ink",
};

/** How the post stands: words, with a colour that says the same. */
export function PostState({ post }: { readonly post: Pick<PostListItem, "group" | "stateWords"> }) {
	return (
		<Badge color={COLORS[post.group]} variant="light" tt="none" radius="sm" size="lg">
			{post.stateWords}
		</Badge>
	);
}
