import asyncio

import aiohttp
import httpx


async def one(session, host):
    async with session.get(f"https://{host}/status") as answer:
        return await answer.text()


async def main():
    async with aiohttp.ClientSession() as session:
        await asyncio.gather(*(one(session, host) for host in ("a.example.com", "b.example.com")))
    async with httpx.AsyncClient(base_url="https://c.example.com/v1", timeout=5) as client:
        await client.get("/users")


asyncio.run(main())
