//! Messages, well-meant and not.

use super::*;

fn fields(said: &[(&str, &str)]) -> Fields {
    let ours = [("name", "awaitscope"), ("version", "1")];
    let all = ours.iter().chain(said);
    all.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn heard(said: &[(&str, &str)]) -> Result<Message, String> {
    read(&fields(said))
}

#[test]
fn each_message_is_understood() {
    let place: Place = "t0.2.end".parse().expect("it is a place");
    let all = [
        (vec![("type", "hello")], Message::Hello),
        (vec![("type", "step")], Message::Step(1)),
        (vec![("type", "step"), ("by", "-3")], Message::Step(-3)),
        (vec![("type", "seek"), ("step", "0")], Message::Seek(0)),
        (vec![("type", "seek"), ("place", "t0.2.end")], Message::SeekPlace(place)),
        (vec![("type", "play"), ("unknown", "x")], Message::Play),
        (vec![("type", "pause")], Message::Pause),
        (
            vec![("type", "set"), ("knobs.cups", "4"), ("seed", "7"), ("theme", "contrast")],
            Message::Set(vec![
                Setting::Knob("cups".to_owned(), 4),
                Setting::Seed(7),
                Setting::Theme(Theme::Contrast),
            ]),
        ),
        (
            vec![("type", "set"), ("axis", "time"), ("text", "150"), ("newer", "1")],
            Message::Set(vec![Setting::Axis(Axis::Time), Setting::Text(150)]),
        ),
        (
            vec![("type", "load"), ("link", "#v1&ex=spawn")],
            Message::Load(Box::new(Link::read("#v1&ex=spawn"))),
        ),
    ];
    for (said, meant) in all {
        assert_eq!(heard(&said), Ok(meant), "{said:?}");
    }
}

#[test]
fn what_cannot_be_obeyed_gets_a_sentence() {
    let long = "x".repeat(9_000);
    let all: Vec<Vec<(&str, &str)>> = vec![
        vec![],
        vec![("type", "")],
        vec![("type", "destroy")],
        vec![("type", &long)],
        vec![("type", "step"), ("by", "1.5")],
        vec![("type", "step"), ("by", "NaN")],
        vec![("type", "step"), ("by", "Infinity")],
        vec![("type", "seek")],
        vec![("type", "seek"), ("step", "-1")],
        vec![("type", "seek"), ("step", "1e21")],
        vec![("type", "seek"), ("place", "nowhere")],
        vec![("type", "set"), ("knobs.cups", "many")],
        vec![("type", "set"), ("seed", "-1")],
        vec![("type", "set"), ("theme", "pink")],
        vec![("type", "set"), ("axis", "log")],
        vec![("type", "set"), ("text", "1000")],
        vec![("type", "set"), ("seed", &long)],
        vec![("type", "load")],
        vec![("type", "load"), ("link", "")],
        vec![("type", "load"), ("link", "#mumble")],
        vec![("type", "load"), ("link", "#v9&ex=spawn")],
    ];
    for said in all {
        let sentence = heard(&said).expect_err("it cannot be obeyed");
        assert!(sentence.ends_with('.') && sentence.chars().count() < 220, "{sentence}");
    }
}

#[test]
fn another_version_is_not_guessed_at() {
    for version in ["0", "2", "1.0", ""] {
        let mut fields = fields(&[("type", "step")]);
        fields[1].1 = version.to_owned();
        assert!(read(&fields).is_err_and(|says| says.contains("version")));
    }
}

#[test]
fn a_step_too_many_is_as_far_as_it_goes() {
    let far = heard(&[("type", "step"), ("by", "9223372036854775807")]);
    assert_eq!(far, Ok(Message::Step(1_000_000_000)));
}
