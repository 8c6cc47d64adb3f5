//! A chat server: a task for each member, and a table of groups that all of them share.

use awaitscope::io::{AsyncReadExt, AsyncWriteExt};
use awaitscope::net::{TcpListener, TcpStream};
use awaitscope::sync::mpsc::{UnboundedSender, unbounded_channel};
use awaitscope::{println, select, spawn, traced};
use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

type Groups = Arc<Mutex<BTreeMap<String, Vec<UnboundedSender<String>>>>>;

#[traced]
pub async fn main() -> io::Result<()> {
    let groups = Groups::default();
    let listener = TcpListener::bind("0.0.0.0:6667").await?;
    loop {
        let (stream, _) = listener.accept().await?;
        spawn(member(stream, groups.clone()));
    }
}

/// The first line names the group; every further one is a message to it.
#[traced]
async fn member(mut stream: TcpStream, groups: Groups) -> io::Result<()> {
    let mut buffer = [0; 128];
    let count = stream.read(&mut buffer).await?;
    let group = String::from_utf8_lossy(&buffer[..count]).trim().to_owned();
    let (sender, mut inbox) = unbounded_channel();
    join_group(&groups, &group, sender);
    loop {
        select! {
            count = stream.read(&mut buffer) => match count? {
                0 => return Ok(()),
                count => post(&groups, &group, &String::from_utf8_lossy(&buffer[..count])),
            },
            Some(message) = inbox.recv() => stream.write_all(message.as_bytes()).await?,
        }
    }
}

#[traced]
fn join_group(groups: &Groups, group: &str, member: UnboundedSender<String>) {
    let mut groups = groups.lock().unwrap_or_else(PoisonError::into_inner);
    groups.entry(group.to_owned()).or_default().push(member);
}

/// To everybody who is in the group at this moment; who has gone leaves the table.
#[traced]
fn post(groups: &Groups, group: &str, message: &str) {
    let mut groups = groups.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(members) = groups.get_mut(group) {
        members.retain(|member| member.send(message.to_owned()).is_ok());
        println!("#{group}, to {}: {}", members.len(), message.trim());
    }
}
