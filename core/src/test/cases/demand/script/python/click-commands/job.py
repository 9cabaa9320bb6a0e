import click
import requests


@click.group()
@click.option("--region", default="us")
@click.pass_context
def cli(context, region):
    context.obj = {"url": f"https://{region}.api.example.com"}


@cli.command()
@click.option("--to", required=True)
@click.option("--hook", default="https://hooks.example.com")
@click.pass_obj
def sync(obj, to, hook):
    requests.get(obj["url"])
    requests.put(f"https://{to}/in")
    requests.post(hook)


@cli.command()
def purge():
    requests.delete("https://purge.example.com")


if __name__ == "__main__":
    cli()
