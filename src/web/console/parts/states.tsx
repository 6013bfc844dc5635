import { Alert, Button, Group, Skeleton, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { type Permission, rolesFor } from "../../../domain/staff/staff-role.ts";
import { Problem } from "../ask.ts";

const LINES = ["title", "first", "second", "third", "fourth", "fifth", "sixth", "seventh"] as const;

/** While the first answer is on its way: the page's own lines, empty. */
export function Loading({ lines = 4 }: { readonly lines?: number }) {
	return (
		<Stack role="status" aria-label="Loading" gap="md" className="loading">
			{LINES.slice(0, lines).map((line) => (
				<Skeleton
					key={line}
					height={line === "title" ? 28 : 56}
					width={line === "title" ? "40%" : "100%"}
					radius="sm"
				/>
			))}
		</Stack>
	);
}

/** Nothing here yet: what will stand here, what to do next, and a real example of it. */
export function Empty(props: {
	readonly title: string;
	readonly words: ReactNode;
	readonly action?: ReactNode;
	readonly example?: ReactNode;
}) {
	return (
		<Stack className="empty" gap="sm" align="flex-start">
			<Title order={2} size="h3">
				{props.title}
			</Title>
			<Text maw={560}>{props.words}</Text>
			{props.action}
			{props.example && (
				<div className="empty-example">
					<Text size="xs" c="dimmed" mb={8}>
						An example
					</Text>
					{props.example}
				</div>
			)}
		</Stack>
	);
}

/** What went wrong, what it means, and the way out. */
export function Failed({ error, retry }: { readonly error: unknown; readonly retry?: () => void }) {
	if (error instanceof Problem && error.status === 403) return <NoPermission detail={error.detail} />;
	const words = error instanceof Problem ? error.detail : "This page made a mistake. Load it again; nothing is lost.";
	return (
		<Alert color="ember" title="This could not be read" role="alert">
			<Stack gap="sm" align="flex-start">
				<Text>{words}</Text>
				{retry && (
					<Button variant="default" size="sm" onClick={retry}>
						Try again
					</Button>
				)}
			</Stack>
		</Alert>
	);
}

const EITHER = new Intl.ListFormat("en-US", { type: "disjunction" });

export function NoPermission({ permission, detail }: { readonly permission?: Permission; readonly detail?: string }) {
	const words =
		detail ??
		(permission ? `Ask somebody whose role does: ${EITHER.format(rolesFor(permission))}.` : "Ask an admin for it.");
	return (
		<Alert color="sky" title="Your role doesn't include this page">
			<Text>{words}</Text>
		</Alert>
	);
}

/** Over what was read before, where reading it again fails. */
export function Stale({ error }: { readonly error: unknown }) {
	if (error === null) return null;
	return (
		<Group mb="sm">
			<Text size="sm" c="ember" role="status">
				This may be out of date: {error instanceof Problem ? error.detail : "it could not be read again."}
			</Text>
		</Group>
	);
}

/** The three lines that every page would repeat: loading, failed, or what was read. */
export function Asked<T>(props: {
	readonly query: {
		readonly data: T | undefined;
		readonly error: unknown;
		readonly refetch: () => unknown;
	};
	readonly lines?: number;
	readonly children: (data: T) => ReactNode;
}) {
	const { data, error, refetch } = props.query;
	if (data !== undefined) {
		return (
			<>
				<Stale error={error} />
				{props.children(data)}
			</>
		);
	}
	return error === null ? <Loading lines={props.lines} /> : <Failed error={error} retry={() => void refetch()} />;
}
