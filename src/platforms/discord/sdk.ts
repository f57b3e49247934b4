// What is used of discord.js at run time, loaded after the gateway's socket is in place.

import "./socket.js"

export { Client, Events, Options, REST, ShardClientUtil } from "discord.js"
