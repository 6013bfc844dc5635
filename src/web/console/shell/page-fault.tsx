import { Alert, Button, Stack, Text } from "@mantine/core";

/** Where a page itself broke, or its script could not be loaded (a new version was installed meanwhile). */
export function PageFault() {
	return (
		<Alert color="ember" title="This page can't be shown" role="alert">
			<Stack gap="sm" align="flex-start">
				<Text>Carillon may have been updated while this page was open. Load it again; nothing you saved is lost.</Text>
				<Button variant="default" onClick={() => location.reload()}>
					Load it again
				</Button>
			</Stack>
		</Alert>
	);
}
