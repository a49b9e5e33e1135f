<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>LabelList</name>
    <message numerus="yes">
        <source>{count} of %n label(s) that can begin events in this track are watched.</source>
        <translation>
            <numerusform>{count} of %n label that can begin events in this track is watched.</numerusform>
            <numerusform>{count} of %n labels that can begin events in this track are watched.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n label(s) of the model can begin events in this track, and all of them are watched; tick some to watch only those.</source>
        <translation>
            <numerusform>%n label of the model can begin events in this track, and it is watched.</numerusform>
            <numerusform>%n labels of the model can begin events in this track, and all of them are watched; tick some to watch only those.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} of %n label(s) are watched.</source>
        <translation>
            <numerusform>{count} of %n label is watched.</numerusform>
            <numerusform>{count} of %n labels are watched.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n label(s) are watched; tick some to watch only those.</source>
        <translation>
            <numerusform>Its %n label is watched.</numerusform>
            <numerusform>All %n labels are watched; tick some to watch only those.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecordDesk</name>
    <message numerus="yes">
        <source>%n event(s) written to {name}</source>
        <translation>
            <numerusform>%n event written to {name}</numerusform>
            <numerusform>%n events written to {name}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s) left out</source>
        <translation>
            <numerusform>%n frame left out</numerusform>
            <numerusform>%n frames left out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SignModelLine</name>
    <message numerus="yes">
        <source>{model}: %n sign(s)</source>
        <translation>
            <numerusform>{model}: %n sign</numerusform>
            <numerusform>{model}: %n signs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{model}: %n action(s), not signs; teach your own, or import a sign model</source>
        <translation>
            <numerusform>{model}: %n action, no sign; teach your own, or import a sign model</numerusform>
            <numerusform>{model}: %n actions, not signs; teach your own, or import a sign model</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>right on {right} of %n example(s) from recordings it had not seen; whether these show other people is not known</source>
        <translation>
            <numerusform>right on {right} of %n example from a recording it had not seen; whether it shows another person is not known</numerusform>
            <numerusform>right on {right} of %n examples from recordings it had not seen; whether these show other people is not known</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Studio</name>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n event</numerusform>
            <numerusform>%n events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n false</source>
        <translation>
            <numerusform>%n false</numerusform>
            <numerusform>%n false</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n missed</source>
        <translation>
            <numerusform>%n missed</numerusform>
            <numerusform>%n missed</numerusform>
        </translation>
    </message>
</context>
</TS>
